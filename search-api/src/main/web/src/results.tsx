import { useState } from "preact/hooks";
import type { HotelHit, HotelSearchAnswer, PhotoHit, SearchReport, Service } from "./api";
import { Compare } from "./compare";
import { ServicePicture } from "./picture";
import { chances, evidenceDetail, evidenceTitle, percent, seen } from "./words";

export function Report(props: { report: SearchReport; auditId: string }) {
  const { report } = props;
  const total = report.stages.reduce((sum, stage) => sum + stage.milliseconds, 0);
  return (
    <details class="report">
      <summary>
        {report.gallerySize.toLocaleString("en")} pictures searched in {(total / 1000).toFixed(2)} s, {report.verified}{" "}
        verified by geometry
      </summary>
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

export function HotelResults(props: { service: Service; answer: HotelSearchAnswer; images: File[] }) {
  const [open, setOpen] = useState<string>();
  const { answer } = props;
  if (answer.hotels.length === 0) {
    return (
      <p role="status">
        No hotel in this part of the gallery. Widen the filters, or the hotel is not in the gallery yet.
      </p>
    );
  }
  const unverified = answer.hotels.every((hit) => hit.evidence === "LOOKS_ALIKE");
  return (
    <>
      <h2>Hotels</h2>
      <p class={answer.calibrated && answer.notInGallery > 0.5 ? "notice" : "chances"} role="status">
        {chances(answer)}
        {unverified && " Nothing could be verified: these rooms only look alike."}
      </p>
      {answer.images.map((image, i) => (
        <p key={i} class="quiet">
          {answer.images.length > 1 && `Picture ${i + 1}: `}
          {seen(image)}
        </p>
      ))}
      <ol class="hotels">
        {answer.hotels.map((hit) => {
          const place = [hit.hotel.city, hit.hotel.country].filter(Boolean).join(", ");
          const opened = hit.photos.find((photo) => photo.pictureId === open);
          return (
            <li key={hit.hotel.hotelId} data-hotel={hit.hotel.hotelId}>
              <div class="head">
                <span class="rank">{hit.rank}</span>
                <h3>{hit.hotel.name}</h3>
                <span class="place">{place}</span>
                {hit.hotel.chain && <span class="chain">chain {hit.hotel.chain}</span>}
                <Evidence hit={hit.photos[0]!} />
                {answer.calibrated && (
                  <span
                    class="probability"
                    title="Calibrated: of many hotels with this figure about that share is the right one"
                  >
                    {percent(hit.probability)}
                  </span>
                )}
              </div>
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
                        alt={`Photo of ${hit.hotel.name}${photo.room ? `, room ${photo.room}` : ""}`}
                      />
                      <span>
                        {photo.room ? `room ${photo.room} · ` : ""}
                        {photo.tier === "CORROBORATED" ? "corroborated · " : ""}
                        {photo.matches && photo.matches.length > 0
                          ? `${photo.matches.length} points`
                          : `similarity ${(photo.similarity ?? 0).toFixed(2)}`}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
              {opened && (
                <Compare
                  service={props.service}
                  hit={opened}
                  query={props.images[opened.queryImage]}
                  facts={answer.images[opened.queryImage]}
                  onClose={() => setOpen(undefined)}
                />
              )}
            </li>
          );
        })}
      </ol>
      <Unverified service={props.service} hits={answer.unverifiedHotels} />
      <Report report={answer.report} auditId={answer.auditId} />
    </>
  );
}

/** What nothing but its sender speaks for, apart from the ranking. */
function Unverified(props: { service: Service; hits: HotelHit[] }) {
  if (props.hits.length === 0) {
    return null;
  }
  return (
    <details class="unverified">
      <summary>Unverified photos of {props.hits.length} hotels, ranked apart: leads, not findings</summary>
      <ul class="pictures">
        {props.hits.map((hit) => (
          <li key={hit.hotel.hotelId} data-unverified-hotel={hit.hotel.hotelId}>
            <ServicePicture
              service={props.service}
              path={hit.photos[0]!.thumbnail}
              alt={`Unverified photo of ${hit.hotel.name}`}
            />
            <div>
              <Evidence hit={hit.photos[0]!} />
              <div>
                <strong>{hit.hotel.name}</strong>
              </div>
              <div class="quiet">Given by the public, and not borne out by other photos.</div>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function PictureList(props: { service: Service; pictures: PhotoHit[]; empty: string }) {
  if (props.pictures.length === 0) {
    return <p role="status">{props.empty}</p>;
  }
  return (
    <ul class="pictures">
      {props.pictures.map((hit) => (
        <li key={hit.pictureId}>
          <ServicePicture service={props.service} path={hit.thumbnail} alt={`Picture of ${hit.ownerId}`} />
          <div>
            <Evidence hit={hit} />
            <div>
              {hit.kind === "AD_IMAGE" ? "ad" : "hotel"} <strong>{hit.ownerId}</strong>
              {hit.room ? `, room ${hit.room}` : ""}
              {hit.tier === "UNVERIFIED" ? " (unverified photo)" : ""}
            </div>
            <div class="quiet">{evidenceDetail(hit)}</div>
          </div>
        </li>
      ))}
    </ul>
  );
}
