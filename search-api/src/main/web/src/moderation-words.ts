import type { ContributionState, Finding, Tier } from "./api";

export function stateTitle(state: ContributionState): string {
  switch (state) {
    case "HELD":
      return "Waits for your decision";
    case "WAITING":
      return "Accepted, not to be found yet";
    case "RELEASED":
      return "In the gallery";
    case "REFUSED":
      return "Refused";
    case "WITHDRAWN":
      return "Taken back by its sender";
  }
}

export function tierTitle(tier: Tier): string {
  switch (tier) {
    case "UNVERIFIED":
      return "unverified";
    case "CORROBORATED":
      return "corroborated";
    case "TRUSTED":
      return "trusted";
  }
}

/** What a photo was taken of, as its sender labelled it. */
export function labelTitle(label: string): string {
  return label.toLowerCase().replaceAll("_", " ");
}

/** Whether what a finding is related to is a photo of the gallery. */
export function speaksOfPhoto(finding: Finding): boolean {
  return ["KNOWN_PICTURE", "PICTURE_OF_OTHER_HOTEL", "ROOM_OF_OTHER_HOTEL", "AGREES"].includes(finding.kind);
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** Bits of a hash, up to which two pictures are told to be the same by it alone. */
const SAME_PICTURE_BITS = 31;

const copied = (bits: number) =>
  bits <= SAME_PICTURE_BITS
    ? `a copy of a known picture (${bits} of 256 bits differ)`
    : "a copy of a known picture: cropped, turned, taken of a screen, or taken from the same spot";

/** The other hotel by name and town, where it is known. */
function hotelNamed(finding: Finding): string {
  const hotel = finding.relatedHotel;
  return hotel ? [hotel.name, hotel.city].filter(Boolean).join(", ") : "Another hotel";
}

/** A finding with its number, in a sentence. */
export function findingText(finding: Finding): string {
  const n = finding.number;
  switch (finding.kind) {
    case "UNREADABLE":
      return `A file was no picture that can be read (${finding.related ?? "unknown reason"}).`;
    case "PEOPLE_REFUSED":
      return `A photo was dropped: people on ${percent(n)} of it.`;
    case "PEOPLE_HIDDEN":
      return `People were hidden on ${percent(n)} of a photo.`;
    case "PEOPLE_WARNED":
      return "The sender's phone saw people on a photo; we see none. Look at it.";
    case "FEATURELESS":
      return "A photo was dropped: next to nothing is to be seen on it.";
    case "LITTLE_DETAIL":
      return "Little is to be seen on a photo. Look at it.";
    case "REFUSED_BEFORE":
      return `A photo was dropped: the same file was refused ${n} times before.`;
    case "KNOWN_PICTURE":
      return `This is ${copied(n)}. It speaks for nothing.`;
    case "PICTURE_OF_OTHER_HOTEL":
      return `${hotelNamed(finding)} has this: ${copied(n)}.`;
    case "ROOM_OF_OTHER_HOTEL":
      return `The room agrees better with ${finding.relatedHotel ? hotelNamed(finding) : "another hotel"} (${n} matching points).`;
    case "FAR_FROM_HOTEL":
      return `The sender was ${(n / 1000).toFixed(0)} km from the hotel.`;
    case "IMPOSSIBLE_TRAVEL":
      return `The same sender was in two places, or says so by its hotels: ${n.toFixed(0)} km/h.`;
    case "STYLE_OUTLIER":
      return `The rooms look unlike this hotel's (similarity lower by ${(-n).toFixed(2)} than to others').`;
    case "NEW_HOTEL":
      return "The hotel is not in the catalog.";
    case "HOTEL_GONE":
      return "The hotel is no longer in the catalog.";
    case "BAD_HISTORY":
      return `${n} contributions of the same device or network were refused.`;
    case "MANY_AT_ONCE":
      return `The same device or network has ${n} contributions waiting.`;
    case "PARTNER_SEND":
      return `${n} photos from a partner; accepted ones are trusted.`;
    case "AGREES":
      return `Agrees with a trusted photo of the hotel (${n} matching points).`;
    default:
      return `${finding.kind}: ${n}`;
  }
}
