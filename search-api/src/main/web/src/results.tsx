import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type {
  Frame,
  GalleryPart,
  HotelHit,
  HotelSearchAnswer,
  Owner,
  PhotoHit,
  QueryImageFacts,
  SearchReport,
  Service,
} from "./api";
import { Compare } from "./compare";
import { coverOf } from "./cover";
import { type Brought, ServicePicture } from "./picture";
import {
  caption,
  chances,
  compared,
  evidenceDetail,
  evidenceTitle,
  holds,
  leadTitle,
  nothingFound,
  origin,
  percent,
  seen,
  UNVERIFIED_ONLY,
  whereabouts,
} from "./words";

/** Below this probability a hotel that only looks alike is folded away. */
const FOLDED_BELOW = 0.01;

export function Report(props: { report: SearchReport; auditId: string; part?: GalleryPart | undefined }) {
  const { report } = props;
  return (
    <details class="report">
      <summary>{compared(report, props.part)}</summary>
      <dl>
        <dt>Audit record</dt>
        <dd>{props.auditId}</dd>
        <dt>Model</dt>
        <dd>{report.modelId.slice(0, 16)}</dd>
        <dt>Index generation</dt>
        <dd>{report.indexGeneration}</dd>
        <dt>Vectors compared</dt>
        <dd>{report.visited.toLocaleString("en")}</dd>
        {report.stages.map((stage) => (
          <>
            <dt>{stage.name}</dt>
            <dd>{stage.milliseconds.toFixed(0)} ms</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

export function Evidence(props: { hit: PhotoHit }) {
  return (
    <span class={`evidence ${props.hit.evidence.toLowerCase()}`} title={evidenceDetail(props.hit)}>
      {evidenceTitle(props.hit.evidence)}
    </span>
  );
}

/** A hotel's own evidence, which is that of the strongest of its photos. */
function HotelEvidence(props: { hit: HotelHit }) {
  const proof = props.hit.photos.find((photo) => photo.evidence === props.hit.evidence);
  const hit = { ...(proof ?? props.hit.photos[0]!), evidence: props.hit.evidence };
  return props.hit.unverifiedOnly ? (
    <span class="evidence" title={evidenceDetail(hit)}>
      {leadTitle(hit.evidence)}
    </span>
  ) : (
    <Evidence hit={hit} />
  );
}

/** A search's own pictures, for what was found to be laid beside. */
interface Queries {
  pictures: Brought[];
  facts: QueryImageFacts[];
}

/** A hotel's photos, one of which can be laid beside the picture that found it. */
function HotelPhotos(props: { service: Service; hit: HotelHit; queries: Queries }) {
  const [open, setOpen] = useState<string>();
  const { hit } = props;
  const opened = hit.photos.find((photo) => photo.pictureId === open);
  return (
    <>
      <ul class="photos">
        {hit.photos.map((photo) => (
          <li key={photo.pictureId}>
            <button
              type="button"
              aria-expanded={open === photo.pictureId}
              onClick={() => setOpen(open === photo.pictureId ? undefined : photo.pictureId)}
            >
              <ServicePicture
                service={props.service}
                path={photo.thumbnail}
                cover={coverOf(photo, props.queries.pictures[photo.queryImage], props.queries.facts[photo.queryImage])}
                alt={
                  `${photo.tier === "UNVERIFIED" ? "Unverified photo" : "Photo"} of ${hit.hotel.name}` +
                  (photo.room ? `, room ${photo.room}` : "")
                }
              />
              <span title={origin(photo)}>{caption(photo)}</span>
            </button>
          </li>
        ))}
      </ul>
      {opened && (
        <Compare
          key={opened.pictureId}
          service={props.service}
          hit={opened}
          query={props.queries.pictures[opened.queryImage]}
          facts={props.queries.facts[opened.queryImage]}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function HotelHead(props: { hit: HotelHit; children?: ComponentChildren }) {
  const { hotel } = props.hit;
  const where = whereabouts(hotel);
  return (
    <>
      <div class="head">
        <span class="rank">{props.hit.rank}</span>
        <h3>{hotel.name}</h3>
        <span class="place">{[hotel.city, hotel.country].filter(Boolean).join(", ")}</span>
        {hotel.chain && <span class="chain">chain {hotel.chain}</span>}
        <HotelEvidence hit={props.hit} />
        {props.hit.unverifiedOnly && <span class="evidence unverified">{UNVERIFIED_ONLY}</span>}
        {props.children}
      </div>
      <p class="whereabouts">
        {where && <span>{where}</span>} <small class="id">{hotel.hotelId}</small>
      </p>
    </>
  );
}

function Ranked(props: { service: Service; hits: HotelHit[]; queries: Queries; calibrated: boolean }) {
  return (
    <ol class="hotels">
      {props.hits.map((hit) => (
        <li key={hit.hotel.hotelId} data-hotel={hit.hotel.hotelId}>
          <HotelHead hit={hit}>
            {props.calibrated && (
              <span
                class="probability"
                title="Calibrated: of many hotels with this figure about that share is the right one"
              >
                {percent(hit.probability)}
              </span>
            )}
          </HotelHead>
          <HotelPhotos service={props.service} hit={hit} queries={props.queries} />
        </li>
      ))}
    </ol>
  );
}

export function HotelResults(props: {
  service: Service;
  answer: HotelSearchAnswer;
  /** What was searched with. */
  pictures: Brought[];
}) {
  const { answer } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const queries = { pictures: props.pictures, facts: answer.images };
  const first = answer.hotels[0];
  const isLead = first !== undefined && first.unverifiedOnly && holds(first);
  const doubtful = isLead || (answer.calibrated && answer.notInGallery > 0.5);
  const faint = (hit: HotelHit, i: number) =>
    answer.calibrated && i > 0 && hit.probability < FOLDED_BELOW && hit.evidence === "LOOKS_ALIKE";
  const folded = answer.hotels.filter(faint);
  // An answer is what the reader waits for: it is gone to, by the eye and by a screen reader.
  useEffect(() => {
    heading.current?.scrollIntoView?.({ block: "start" });
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="results" aria-label="Results">
      <h2 ref={heading} tabIndex={-1}>
        Hotels
      </h2>
      {answer.hotels.length === 0 ? (
        <p role="status">{nothingFound(answer.part)}</p>
      ) : (
        <p class={doubtful ? "notice" : "chances"} role="status">
          {chances(answer)}
        </p>
      )}
      {answer.images.map((image, i) => (
        <p key={i} class="quiet">
          {answer.images.length > 1 && `Picture ${i + 1}: `}
          {seen(image)}
        </p>
      ))}
      <Ranked
        service={props.service}
        hits={answer.hotels.filter((hit, i) => !faint(hit, i))}
        queries={queries}
        calibrated={answer.calibrated}
      />
      {folded.length > 0 && (
        <details class="faint">
          <summary>
            {folded.length} more {folded.length === 1 ? "hotel" : "hotels"}, each under 1 %
          </summary>
          <Ranked service={props.service} hits={folded} queries={queries} calibrated={answer.calibrated} />
        </details>
      )}
      <Report report={answer.report} auditId={answer.auditId} part={answer.part} />
    </section>
  );
}

/** A found picture and what it was found by. */
export interface FoundPicture {
  hit: PhotoHit;
  /** The picture itself, or the path of one that the service holds; absent in a look-up by hash. */
  query?: Brought | string | undefined;
  frame?: Frame | undefined;
}

/** A name for the reader, the id for the record. */
export function OwnerName(props: { id: string; owner: Owner | undefined }) {
  if (!props.owner) {
    return <strong class="id">{props.id}</strong>;
  }
  return (
    <>
      <strong>{props.owner.name ?? "without a title"}</strong>
      {props.owner.place && ` · ${props.owner.place}`} <small class="id">{props.id}</small>
    </>
  );
}

function FoundItem(props: { service: Service; found: FoundPicture }) {
  const [open, setOpen] = useState(false);
  const { hit, query, frame } = props.found;
  const name = hit.owner?.name ?? hit.ownerId;
  return (
    <li>
      <div class="found">
        <ServicePicture service={props.service} path={hit.thumbnail} alt={`Picture of ${name}`} />
        <div>
          <Evidence hit={hit} />
          <div>
            {hit.kind === "AD_IMAGE" ? "ad" : "hotel"} <OwnerName id={hit.ownerId} owner={hit.owner} />
            {hit.room ? `, room ${hit.room}` : ""}
            {hit.tier === "UNVERIFIED" ? " (unverified photo)" : ""}
          </div>
          <div class="quiet">{evidenceDetail(hit)}</div>
          {query !== undefined && (
            <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              Lay both side by side
            </button>
          )}
        </div>
      </div>
      {open && <Compare service={props.service} hit={hit} query={query} facts={frame} onClose={() => setOpen(false)} />}
    </li>
  );
}

export function PictureList(props: { service: Service; pictures: FoundPicture[]; empty: string }) {
  if (props.pictures.length === 0) {
    return <p role="status">{props.empty}</p>;
  }
  return (
    <ul class="pictures">
      {props.pictures.map((found, i) => (
        <FoundItem key={i} service={props.service} found={found} />
      ))}
    </ul>
  );
}
