import { useEffect, useRef, useState } from "preact/hooks";
import type { Frame, Heat, PhotoHit, Service } from "./api";
import { coverOf } from "./cover";
import { type Brought, ServicePicture, type Size, useFileUrl, useSearched } from "./picture";
import { evidenceDetail, evidenceTitle, origin } from "./words";

/** Lines drawn at most: more hide the pictures. */
const LINES = 60;

/** Where the likeness comes from: the hotter a cell, the more of the picture it lets through. */
function HeatCells(props: { heat: Heat; x: number; width: number; height: number; hottest: number }) {
  const { heat } = props;
  const w = props.width / heat.columns;
  const h = props.height / heat.rows;
  return (
    <g class="heat">
      {heat.values.map((value, i) => (
        <rect
          key={i}
          x={props.x + (i % heat.columns) * w}
          y={Math.floor(i / heat.columns) * h}
          width={w}
          height={h}
          opacity={0.8 * (1 - Math.sqrt(props.hottest > 0 ? value / props.hottest : 0))}
        />
      ))}
    </g>
  );
}

/** Query image and found photo side by side, with the points that match and where the likeness comes from. */
export function Compare(props: {
  service: Service;
  hit: PhotoHit;
  /** The picture as it was searched, or the path of one that the service holds. */
  query: Brought | string | undefined;
  facts: Frame | undefined;
  onClose: () => void;
}) {
  const { hit, facts } = props;
  const whole = useRef<HTMLDivElement>(null);
  const brought = typeof props.query === "string" ? undefined : props.query;
  const searched = useSearched(brought, props.service);
  const url = useFileUrl(searched.blob);
  const [size, setSize] = useState<Size>();
  const [heat, setHeat] = useState(false);
  const drawn = !heat && facts && hit.width && hit.height ? (hit.matches ?? []).slice(0, LINES) : [];
  const height = 1000;
  const left = facts ? (facts.width / facts.height) * height : height;
  const found = hit.width && hit.height ? { width: hit.width, height: hit.height } : size;
  const right = found ? (found.width / found.height) * height : height;
  const ratio = (left + right) / height;
  const path = hit.kind === "GALLERY_PHOTO" ? hit.thumbnail.replace(/thumbnail$/, "picture") : hit.thumbnail;
  const from = origin(hit);
  const cover = coverOf(hit, brought, facts);
  useEffect(() => {
    whole.current?.scrollIntoView?.({ block: "nearest" });
  }, [right]);
  return (
    <div ref={whole} class="compare" role="group" aria-label="Query image and found picture side by side">
      <header>
        <p>
          <strong>{evidenceTitle(hit.evidence)}</strong> {evidenceDetail(hit)}
          {from && <span class="quiet"> Found picture: {from}.</span>}
        </p>
        {hit.queryHeat && hit.photoHeat && (
          <button type="button" aria-pressed={heat} onClick={() => setHeat(!heat)}>
            What looks alike
          </button>
        )}
        <button type="button" onClick={props.onClose}>
          Close
        </button>
      </header>
      <div
        class="pair"
        style={{ aspectRatio: `${left + right} / ${height}`, "--ratio": String(ratio) } as Record<string, string>}
      >
        <div style={{ width: `${(100 * left) / (left + right)}%` }}>
          {typeof props.query === "string" ? (
            <ServicePicture service={props.service} path={props.query} alt="Query image" />
          ) : searched.failed ? (
            <span class="missing">Query image: it cannot be shown</span>
          ) : (
            url && <img src={url} alt="Query image" />
          )}
        </div>
        <div style={{ width: `${(100 * right) / (left + right)}%` }}>
          <ServicePicture service={props.service} path={path} alt="Found picture" cover={cover} onSize={setSize} />
        </div>
        <svg viewBox={`0 0 ${left + right} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {heat && hit.queryHeat && hit.photoHeat && (
            <>
              <HeatCells
                heat={hit.queryHeat}
                x={0}
                width={left}
                height={height}
                hottest={Math.max(...hit.queryHeat.values)}
              />
              <HeatCells
                heat={hit.photoHeat}
                x={left}
                width={right}
                height={height}
                hottest={Math.max(...hit.photoHeat.values)}
              />
            </>
          )}
          {drawn.map(([qx, qy, px, py], i) => (
            <g key={i} style={{ color: `hsl(${(i * 47) % 360} 90% 55%)` }}>
              <line
                x1={(qx / facts!.width) * left}
                y1={(qy / facts!.height) * height}
                x2={left + (px / hit.width!) * right}
                y2={(py / hit.height!) * height}
              />
              <circle cx={(qx / facts!.width) * left} cy={(qy / facts!.height) * height} r="6" />
              <circle cx={left + (px / hit.width!) * right} cy={(py / hit.height!) * height} r="6" />
            </g>
          ))}
        </svg>
      </div>
      {brought?.mask && <p class="quiet">Grey is what you hid: it was not searched, and it stays hidden here.</p>}
      {brought?.region && <p class="quiet">Pale is what was left out: the rest alone was searched for.</p>}
      {heat && hit.queryHeat && hit.photoHeat && (
        <p class="quiet">
          Bright is what both pictures have and most other photos of the gallery have not; dark counts for little. It
          says what looks alike, not that it is the same thing.
        </p>
      )}
      {!heat && (hit.matches?.length ?? 0) > LINES && (
        <p class="quiet">
          The best {LINES} of {hit.matches!.length} matching points are drawn.
        </p>
      )}
    </div>
  );
}
