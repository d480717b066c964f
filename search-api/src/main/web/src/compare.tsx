import type { PhotoHit, QueryImageFacts, Service } from "./api";
import { ServicePicture, useFileUrl } from "./picture";
import { evidenceDetail, evidenceTitle } from "./words";

/** Lines drawn at most: more hide the pictures. */
const LINES = 60;

/** Query image and found photo side by side, with the points that match. */
export function Compare(props: {
  service: Service;
  hit: PhotoHit;
  query: File | undefined;
  facts: QueryImageFacts | undefined;
  onClose: () => void;
}) {
  const { hit, facts } = props;
  const url = useFileUrl(props.query);
  const drawn = facts && hit.width && hit.height ? (hit.matches ?? []).slice(0, LINES) : [];
  const height = 1000;
  const left = facts ? (facts.width / facts.height) * height : height;
  const right = hit.width && hit.height ? (hit.width / hit.height) * height : height;
  const path = hit.kind === "GALLERY_PHOTO" ? hit.thumbnail.replace(/thumbnail$/, "picture") : hit.thumbnail;
  return (
    <section class="compare" aria-label="Query image and found picture side by side">
      <header>
        <strong>{evidenceTitle(hit.evidence)}</strong> <span>{evidenceDetail(hit)}</span>
        <button type="button" onClick={props.onClose}>
          Close
        </button>
      </header>
      <div class="pair" style={{ aspectRatio: `${left + right} / ${height}` }}>
        <div style={{ width: `${(100 * left) / (left + right)}%` }}>{url && <img src={url} alt="Query image" />}</div>
        <div style={{ width: `${(100 * right) / (left + right)}%` }}>
          <ServicePicture service={props.service} path={path} alt="Found picture" />
        </div>
        <svg viewBox={`0 0 ${left + right} ${height}`} preserveAspectRatio="none" aria-hidden="true">
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
      {(hit.matches?.length ?? 0) > LINES && (
        <p class="quiet">
          The best {LINES} of {hit.matches!.length} matching points are drawn.
        </p>
      )}
    </section>
  );
}
