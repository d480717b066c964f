import type { HotelCoverage } from "./api";

/** From so many photos on a hotel is well known. */
export const MANY_PHOTOS = 20;
/** Rooms are refurbished: photos older than this say little. */
export const OLD_AFTER_MONTHS = 36;

/** Whether a hotel has few photos or only old ones. */
export function wanted(hotel: Pick<HotelCoverage, "photos" | "newestMonth">, now: Date): boolean {
  if (hotel.photos < MANY_PHOTOS || hotel.newestMonth === undefined) {
    return true;
  }
  const [year, month] = hotel.newestMonth.split("-").map(Number);
  const months = (now.getUTCFullYear() - year!) * 12 + now.getUTCMonth() + 1 - month!;
  return months > OLD_AFTER_MONTHS;
}

/** Where something is, in degrees. */
export interface Place {
  latitude: number;
  longitude: number;
}

export interface Area {
  name: string;
  hotels: number;
  wanted: number;
  photos: number;
  /** Of its hotels, as far as they are known. */
  places: Place[];
}

/** Hotels by town and country, the areas where most are wanted first. */
export function areas(hotels: HotelCoverage[], now: Date): Area[] {
  const byName = new Map<string, Area>();
  for (const hotel of hotels) {
    const name = [hotel.city, hotel.country].filter(Boolean).join(", ") || "Place not known";
    const area = byName.get(name) ?? { name, hotels: 0, wanted: 0, photos: 0, places: [] };
    area.hotels++;
    area.wanted += wanted(hotel, now) ? 1 : 0;
    area.photos += hotel.photos;
    if (hotel.latitude !== undefined && hotel.longitude !== undefined) {
      area.places.push({ latitude: hotel.latitude, longitude: hotel.longitude });
    }
    byName.set(name, area);
  }
  return [...byName.values()].sort((a, b) => b.wanted - a.wanted || a.photos - b.photos || (a.name < b.name ? -1 : 1));
}
