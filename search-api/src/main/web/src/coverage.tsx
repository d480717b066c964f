import { useEffect, useState } from "preact/hooks";
import type { HotelCoverage, Service } from "./api";
import { areas, MANY_PHOTOS, OLD_AFTER_MONTHS, wanted } from "./areas";
import { CoverageMap } from "./coverage-map";
import { Problem } from "./searches";

/** Where photos are wanted: nothing about cases or searches, so that it can be shown to volunteers. */
export function Coverage(props: { service: Service }) {
  const [hotels, setHotels] = useState<HotelCoverage[]>();
  const [read, setRead] = useState(0);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let gone = false;
    async function load() {
      const all: HotelCoverage[] = [];
      let cursor: string | undefined;
      // To the end: areas are right only with all of their hotels.
      do {
        const next = await props.service.coverage(cursor);
        all.push(...next.hotels);
        cursor = next.nextCursor;
        if (gone) {
          return;
        }
        setRead(all.length);
      } while (cursor !== undefined);
      if (!gone) {
        setHotels(all);
      }
    }
    load().catch(setError);
    return () => {
      gone = true;
    };
  }, [props.service]);
  const now = new Date();
  return (
    <section aria-label="Coverage">
      <h2>Where photos are wanted</h2>
      <p class="quiet">
        Hotels with fewer than {MANY_PHOTOS} photos, or none from the last {OLD_AFTER_MONTHS} months.
      </p>
      <Problem error={error} />
      {!hotels && !error && (
        <p class="quiet" role="status">
          {read} hotels read so far …
        </p>
      )}
      {hotels && (
        <>
          <CoverageMap hotels={hotels} areas={areas(hotels, now)} now={now} />
          <h3>Areas</h3>
          <table>
            <thead>
              <tr>
                <th scope="col">Area</th>
                <th scope="col">Hotels</th>
                <th scope="col">Wanted at</th>
                <th scope="col">Photos</th>
              </tr>
            </thead>
            <tbody>
              {areas(hotels, now).map((area) => (
                <tr key={area.name}>
                  <th scope="row">{area.name}</th>
                  <td>{area.hotels}</td>
                  <td>
                    <span class="bar-of-wanted" aria-hidden="true">
                      <span style={{ width: `${(100 * area.wanted) / area.hotels}%` }} />
                    </span>{" "}
                    {area.wanted} of {area.hotels}
                  </td>
                  <td>{area.photos}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3>Hotels</h3>
          <table class="coverage">
            <thead>
              <tr>
                <th scope="col">Hotel</th>
                <th scope="col">Town</th>
                <th scope="col">Photos</th>
                <th scope="col">Rooms</th>
                <th scope="col">Newest</th>
              </tr>
            </thead>
            <tbody>
              {hotels
                .filter((hotel) => wanted(hotel, now))
                .map((hotel) => (
                  <tr key={hotel.hotelId} data-hotel={hotel.hotelId}>
                    <th scope="row">{hotel.name}</th>
                    <td>{[hotel.city, hotel.country].filter(Boolean).join(", ")}</td>
                    <td>{hotel.photos}</td>
                    <td>{hotel.rooms}</td>
                    <td>{hotel.newestMonth ?? "never"}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
