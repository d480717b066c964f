import { useEffect, useMemo, useState } from "preact/hooks";
import landUrl from "world-atlas/land-50m.json?url";
import type { HotelCoverage } from "./api";
import type { Area } from "./areas";
import {
  type Frame,
  frameOf,
  type Land,
  outlines,
  Projection,
  radius,
  type Ring,
  scaled,
  spots,
  WIDTH,
  WORLD,
} from "./world";

const NEARER = 0.5;

/** Hotels and areas with few or old photos, drawn by us over public-domain outlines: no map service is asked. */
export function CoverageMap(props: { hotels: HotelCoverage[]; areas: Area[]; now: Date }) {
  const known = props.areas.flatMap((area) => area.places);
  const [frame, setFrame] = useState<Frame>(() => frameOf(known));
  const [rings, setRings] = useState<Ring[]>([]);
  useEffect(() => {
    let gone = false;
    fetch(landUrl)
      .then(async (answer) => outlines((await answer.json()) as Land))
      .then((found) => gone || setRings(found))
      .catch(() => undefined); // without outlines the lines of degrees remain
    return () => {
      gone = true;
    };
  }, []);
  const projection = useMemo(() => new Projection(frame), [frame]);
  const land = useMemo(() => projection.path(rings), [projection, rings]);
  const { longitudes, latitudes } = projection.lines();
  const shown = spots(props.hotels, projection, props.now);
  const count = shown.reduce((sum, spot) => sum + spot.hotels.length, 0);
  const wants = shown.reduce((sum, spot) => sum + spot.wanted, 0);
  const whole = { west: projection.frame.west, east: projection.frame.east, height: projection.height };

  return (
    <figure class="map">
      <div class="row">
        <label>
          Area on the map
          <select
            onChange={(event) => {
              const name = event.currentTarget.value;
              const area = props.areas.find((one) => one.name === name);
              setFrame(name === "world" ? WORLD : frameOf(area?.places ?? known));
            }}
          >
            <option value="all">All hotels</option>
            <option value="world">The world</option>
            {props.areas
              .filter((area) => area.places.length > 0)
              .map((area) => (
                <option key={area.name} value={area.name}>
                  {area.name}
                </option>
              ))}
          </select>
        </label>
        <button type="button" onClick={() => setFrame(scaled(projection.frame, NEARER))}>
          Nearer
        </button>
        <button type="button" onClick={() => setFrame(scaled(projection.frame, 1 / NEARER))}>
          Farther
        </button>
        <span role="status" class="quiet">
          {count} {count === 1 ? "hotel" : "hotels"} shown, photos wanted at {wants}
        </span>
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} ${whole.height}`}
        role="img"
        aria-label={`Map of ${count} hotels; photos are wanted at ${wants}. The tables below say the same.`}
      >
        <rect class="sea" width={WIDTH} height={whole.height} />
        <path class="land" d={land} />
        <g class="degrees">
          {longitudes.map((longitude) => {
            const { x } = projection.point({ longitude, latitude: 0 });
            return (
              <g key={longitude}>
                <line x1={x} y1={0} x2={x} y2={whole.height} />
                <text x={x + 3} y={whole.height - 5}>
                  {degrees(longitude, "E", "W")}
                </text>
              </g>
            );
          })}
          {latitudes.map((latitude) => {
            const { y } = projection.point({ longitude: 0, latitude });
            return (
              <g key={latitude}>
                <line x1={0} y1={y} x2={WIDTH} y2={y} />
                <text x={4} y={y - 4}>
                  {degrees(latitude, "N", "S")}
                </text>
              </g>
            );
          })}
        </g>
        {shown.map((spot) => (
          <g
            key={spot.hotels[0]!.hotelId}
            class={spot.wanted > 0 ? "spot wanted" : "spot"}
            transform={`translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})`}
            onClick={() =>
              setFrame(
                frameOf(spot.hotels.map((hotel) => ({ latitude: hotel.latitude!, longitude: hotel.longitude! }))),
              )
            }
          >
            <title>
              {spot.hotels.length === 1
                ? `${spot.hotels[0]!.name}: ${spot.hotels[0]!.photos} photos`
                : `${spot.hotels.length} hotels, photos wanted at ${spot.wanted}`}
            </title>
            <circle r={radius(spot)} />
            <text dy="0.35em">
              {spot.hotels.length === 1 ? spot.hotels[0]!.photos : `${spot.wanted}/${spot.hotels.length}`}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>
        <svg class="key" viewBox="-14 -14 28 28" aria-hidden="true">
          <g class="spot wanted">
            <circle r="12" />
          </g>
        </svg>
        photos wanted
        <svg class="key" viewBox="-14 -14 28 28" aria-hidden="true">
          <g class="spot">
            <circle r="12" />
          </g>
        </svg>
        well known. A number is a hotel's photos; two are the hotels where photos are wanted, of all that lie so near.
        Coasts: Natural Earth.
      </figcaption>
    </figure>
  );
}

function degrees(value: number, positive: string, negative: string): string {
  return value === 0 ? "0°" : `${Math.abs(value)}° ${value > 0 ? positive : negative}`;
}
