import { useEffect, useState } from "preact/hooks";
import type { Contribution, ContributionState, Decision, Hotel, Service } from "./api";
import { findingText, stateTitle, tierTitle } from "./moderation-words";
import { ServicePicture } from "./picture";
import { Problem } from "./searches";

const STATES: ContributionState[] = ["HELD", "WAITING", "RELEASED", "REFUSED"];

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
      <Problem error={error} />
      {list?.length === 0 && <p role="status">Nothing here.</p>}
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
      <ul class="photos">
        {contribution.photos.map((photo) => (
          <li key={photo.photoId}>
            {photo.thumbnail ? (
              <ServicePicture
                service={props.service}
                path={photo.thumbnail}
                alt={`Contributed photo, ${photo.label.toLowerCase().replace("_", " ")}`}
              />
            ) : (
              <span class="missing">not kept</span>
            )}
            <span>
              {photo.label.toLowerCase().replace("_", " ")}
              {photo.tier ? ` · ${tierTitle(photo.tier)}` : ""}
            </span>
          </li>
        ))}
      </ul>
      <ul class="findings">
        {contribution.findings.map((finding, i) => (
          <li key={i} class={finding.holds ? "holds" : undefined}>
            {findingText(finding)}
          </li>
        ))}
      </ul>
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
