import { useEffect, useState } from "preact/hooks";
import type { Contribution, ContributionState, Decision, Finding, Hotel, Service } from "./api";
import { findingText, labelTitle, speaksOfPhoto, stateTitle, tierTitle } from "./moderation-words";
import { ServicePicture } from "./picture";
import { Problem } from "./searches";

const STATES: ContributionState[] = ["HELD", "WAITING", "RELEASED", "REFUSED"];
const KNOWN_PHOTOS = 12;

const thumbnailOf = (photoId: string) => `/api/v1/photos/${encodeURIComponent(photoId)}/thumbnail`;

/** What the public and partners gave: the queue of what the operator is to decide, and what was decided. */
export function Contributions(props: { service: Service }) {
  const [state, setState] = useState<ContributionState>("HELD");
  const [list, setList] = useState<Contribution[]>();
  const [more, setMore] = useState<string>();
  const [error, setError] = useState<unknown>();

  async function load(cursor?: string) {
    setError(undefined);
    try {
      const page = await props.service.contributions(state, cursor);
      setList((before) => [...(cursor ? (before ?? []) : []), ...page.contributions]);
      setMore(page.nextCursor);
    } catch (problem) {
      setError(problem);
    }
  }

  useEffect(() => {
    setList(undefined);
    void load();
  }, [state, props.service]);

  function changed(contribution: Contribution) {
    setList((before) =>
      before?.map((one) => (one.contributionId === contribution.contributionId ? contribution : one)),
    );
  }

  return (
    <section aria-label="Contributions">
      <h2>What the public and partners gave</h2>
      <label>
        Show
        <select value={state} onChange={(event) => setState(event.currentTarget.value as ContributionState)}>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {stateTitle(one)}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet">
        Photos enter the gallery by themselves unless something speaks against them; then they wait here. Every decision
        is recorded and can be undone.
      </p>
      <Problem error={error} />
      {list?.length === 0 && (
        <p role="status">{state === "HELD" ? "Nothing waits for a decision." : "Nothing here."}</p>
      )}
      <ol class="contributions">
        {list?.map((one) => (
          <ContributionItem key={one.contributionId} service={props.service} contribution={one} onChange={changed} />
        ))}
      </ol>
      {more && (
        <button type="button" onClick={() => void load(more)}>
          Show more
        </button>
      )}
    </section>
  );
}

function ContributionItem(props: {
  service: Service;
  contribution: Contribution;
  onChange: (changed: Contribution) => void;
}) {
  const { contribution } = props;
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const name = contribution.hotel?.name ?? contribution.newHotel?.name ?? "Hotel no longer known";
  const place = contribution.hotel
    ? [contribution.hotel.city, contribution.hotel.country]
    : [contribution.newHotel?.town, contribution.newHotel?.country];
  const decided = contribution.decisions.some((one) => !one.undone);

  async function decide(decision: Decision, hotelId?: string) {
    setBusy(true);
    setError(undefined);
    try {
      props.onChange(await props.service.decide(contribution.contributionId, decision, hotelId));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }

  return (
    <li data-contribution={contribution.contributionId} data-state={contribution.state}>
      <div class="head">
        <h3>{name}</h3>
        {!contribution.hotel && contribution.newHotel && <span class="evidence">new hotel</span>}
        <span class="place">{place.filter(Boolean).join(", ")}</span>
        <span class="quiet">
          {contribution.room ? `room ${contribution.room} · ` : ""}
          {contribution.month} · {contribution.origin === "PARTNER" ? "partner" : "public"}
        </span>
        <strong role="status">{stateTitle(contribution.state)}</strong>
      </div>
      <ol class="photos">
        {contribution.photos.map((photo, i) => (
          <li key={photo.photoId}>
            {photo.thumbnail ? (
              <ServicePicture
                service={props.service}
                path={photo.thumbnail}
                alt={`Contributed photo ${i + 1}, ${labelTitle(photo.label)}`}
              />
            ) : (
              <span class="missing">not kept</span>
            )}
            <span>
              {i + 1}. {labelTitle(photo.label)}
              {photo.tier ? ` · ${tierTitle(photo.tier)}` : ""}
            </span>
          </li>
        ))}
      </ol>
      <Findings
        service={props.service}
        title={contribution.state === "HELD" ? "Why it waits" : "What spoke against it"}
        contribution={contribution}
        findings={contribution.findings.filter((finding) => finding.holds)}
      />
      <Findings
        service={props.service}
        title="Also noted"
        contribution={contribution}
        findings={contribution.findings.filter((finding) => !finding.holds)}
      />
      {contribution.hotel && <KnownPhotos service={props.service} contribution={contribution} />}
      <div class="decide">
        {contribution.state === "HELD" && (
          <>
            {(contribution.hotel || contribution.newHotel) && (
              <button type="button" class="primary" disabled={busy} onClick={() => void decide("ACCEPT")}>
                {contribution.hotel ? "Accept" : "Accept as a new hotel"}
              </button>
            )}
            <MergeForm service={props.service} busy={busy} onMerge={(hotelId) => void decide("MERGE", hotelId)} />
          </>
        )}
        {contribution.state !== "REFUSED" && contribution.state !== "WITHDRAWN" && (
          <button type="button" disabled={busy} onClick={() => void decide("REFUSE")}>
            Refuse
          </button>
        )}
        {decided && contribution.state !== "HELD" && (
          <button type="button" disabled={busy} onClick={() => void decide("UNDO")}>
            Undo
          </button>
        )}
      </div>
      <Problem error={error} />
    </li>
  );
}

/** Reasons, each with the photo it is about and the known photo it speaks of. */
function Findings(props: { service: Service; title: string; contribution: Contribution; findings: Finding[] }) {
  if (props.findings.length === 0) {
    return null;
  }
  return (
    <>
      <h4>{props.title}</h4>
      <ul class="findings">
        {props.findings.map((finding, i) => {
          const photo = props.contribution.photos.findIndex((one) => one.photoId === finding.photoId);
          return (
            <li key={i} class={finding.holds ? "holds" : undefined}>
              <span>
                {photo >= 0 && props.contribution.photos.length > 1 ? `Photo ${photo + 1}: ` : ""}
                {findingText(finding)}
              </span>
              {finding.related && speaksOfPhoto(finding) && (
                <ServicePicture
                  service={props.service}
                  path={thumbnailOf(finding.related)}
                  alt="The known photo it is compared with"
                />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** What the gallery has of the hotel, to compare with; fetched when it is asked for. */
function KnownPhotos(props: { service: Service; contribution: Contribution }) {
  const [photos, setPhotos] = useState<string[]>();
  const [error, setError] = useState<unknown>();
  const hotelId = props.contribution.hotel!.hotelId;
  const own = new Set(props.contribution.photos.map((photo) => photo.photoId));
  function open(event: Event) {
    if ((event.currentTarget as HTMLDetailsElement).open && photos === undefined) {
      props.service
        .photosOf(hotelId, KNOWN_PHOTOS)
        .then((page) => setPhotos(page.photos.map((photo) => photo.photoId).filter((id) => !own.has(id))))
        .catch(setError);
    }
  }
  return (
    <details onToggle={open}>
      <summary>Compare with known photos of this hotel</summary>
      <Problem error={error} />
      {photos?.length === 0 && <p role="status">None is known yet.</p>}
      <ul class="photos known">
        {photos?.map((id, i) => (
          <li key={id}>
            <ServicePicture service={props.service} path={thumbnailOf(id)} alt={`Known photo ${i + 1} of the hotel`} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function MergeForm(props: { service: Service; busy: boolean; onMerge: (hotelId: string) => void }) {
  const [name, setName] = useState("");
  const [found, setFound] = useState<Hotel[]>([]);
  const [error, setError] = useState<unknown>();
  async function search(event: Event) {
    event.preventDefault();
    setError(undefined);
    try {
      setFound((await props.service.hotels(name, 10)).hotels);
    } catch (problem) {
      setError(problem);
    }
  }
  return (
    <details>
      <summary>It is another hotel…</summary>
      <form onSubmit={search}>
        <label>
          Name of a known hotel
          <input name="hotelName" value={name} onInput={(event) => setName(event.currentTarget.value)} required />
        </label>
        <button type="submit">Look for it</button>
      </form>
      <Problem error={error} />
      <ul>
        {found.map((hotel) => (
          <li key={hotel.hotelId}>
            <button type="button" disabled={props.busy} onClick={() => props.onMerge(hotel.hotelId)}>
              Merge into {hotel.name}
              {hotel.city ? `, ${hotel.city}` : ""}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
