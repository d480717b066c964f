import { useState } from "preact/hooks";
import type {
  AdGroup,
  AdGroupDecision,
  AdGroupDetail,
  AdGroupLabel,
  AdGroupPath,
  AdGroupPicture,
  CaseStatement,
  GroupFilter,
  GroupRuling,
  Service,
} from "./api";
import { ServicePicture } from "./picture";
import { Problem } from "./searches";
import { copyWords, day, evidenceOfPicture, groupLabelTitle, selectorTitle } from "./words";

const LABELS: AdGroupLabel[] = ["OF_INTEREST", "NOT_OF_INTEREST", "SPAM", "NO_SIGN_OF_COERCION"];

const plural = (number: number, word: string, words = `${word}s`) => `${number} ${number === 1 ? word : words}`;

/** When the ads of a group were posted, as far as that is known. */
function span(group: AdGroup): string {
  const days = [day(group.firstPosted), day(group.lastPosted)].filter((one) => one !== undefined);
  return [...new Set(days)].join(" to ");
}

/** Groups of ads, and one of them with all that it holds. */
export function AdGroups(props: { service: Service; statement: CaseStatement }) {
  const { service, statement } = props;
  const [filter, setFilter] = useState<GroupFilter>({ level: "POSTER", closed: false, adId: "" });
  const [groups, setGroups] = useState<AdGroup[]>();
  const [more, setMore] = useState<string>();
  const [shown, setShown] = useState<AdGroupDetail>();
  const [error, setError] = useState<unknown>();
  const stated = statement.caseReference.trim() !== "" && statement.purpose.trim() !== "";

  async function attempt(work: () => Promise<void>) {
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    }
  }

  const list = (cursor?: string) =>
    attempt(async () => {
      const page = await service.adGroups(statement, filter, cursor);
      setShown(undefined);
      setGroups((before) => [...(cursor ? (before ?? []) : []), ...page.groups]);
      setMore(page.nextCursor);
    });

  const open = (groupId: string) =>
    attempt(async () => {
      setShown(await service.adGroup(statement, groupId));
    });

  return (
    <>
      <form
        aria-label="Groups of ads"
        onSubmit={(event) => {
          event.preventDefault();
          void list();
        }}
      >
        <div class="grid">
          <label>
            Groups of
            <select
              value={filter.level}
              onChange={(event) => setFilter({ ...filter, level: event.currentTarget.value as AdGroup["level"] })}
            >
              <option value="POSTER">one poster</option>
              <option value="OPERATION">one operation</option>
            </select>
          </label>
          <label>
            Show
            <select
              value={String(filter.closed)}
              onChange={(event) => setFilter({ ...filter, closed: event.currentTarget.value === "true" })}
            >
              <option value="false">open ones</option>
              <option value="true">closed ones</option>
            </select>
          </label>
          <label>
            with the ad (its id; may be empty)
            <input
              value={filter.adId}
              spellcheck={false}
              onInput={(event) => setFilter({ ...filter, adId: event.currentTarget.value })}
            />
          </label>
        </div>
        <button type="submit" class="primary" disabled={!stated}>
          List groups
        </button>
      </form>
      <Problem error={error} />
      {shown ? (
        <Group
          key={shown.group.groupId}
          service={service}
          statement={statement}
          detail={shown}
          onOpen={(groupId) => void open(groupId)}
          onLeave={() => setShown(undefined)}
        />
      ) : (
        groups && (
          <section aria-label="Groups">
            {groups.length === 0 && <p role="status">There is no such group.</p>}
            <ol class="contributions">
              {groups.map((group) => (
                <li key={group.groupId} data-group={group.groupId}>
                  <div class="head">
                    <h3>{plural(group.ads, "ad")}</h3>
                    <span class="quiet">
                      {span(group)} {group.groupId}
                    </span>
                    {group.label && <strong>{groupLabelTitle(group.label)}</strong>}
                    <button type="button" onClick={() => void open(group.groupId)}>
                      Open
                    </button>
                  </div>
                </li>
              ))}
            </ol>
            {more && (
              <button type="button" onClick={() => void list(more)}>
                Show more
              </button>
            )}
          </section>
        )
      )}
    </>
  );
}

function Group(props: {
  service: Service;
  statement: CaseStatement;
  detail: AdGroupDetail;
  onOpen: (groupId: string) => void;
  onLeave: () => void;
}) {
  const { service, statement, detail, onOpen } = props;
  const { group } = detail;
  const [error, setError] = useState<unknown>();

  async function decide(ruling: GroupRuling) {
    setError(undefined);
    try {
      await service.decideAdGroup(statement, group.groupId, ruling);
      onOpen(group.groupId);
    } catch (problem) {
      setError(problem);
    }
  }

  async function withdraw(decision: AdGroupDecision) {
    setError(undefined);
    try {
      await service.withdrawAdGroupDecision(statement, group.groupId, decision.decisionId);
      onOpen(group.groupId);
    } catch (problem) {
      setError(problem);
    }
  }

  return (
    <section aria-label={`Group ${group.groupId}`}>
      <button type="button" onClick={props.onLeave}>
        Back to the list
      </button>
      <h2>
        {group.level === "POSTER" ? "One poster" : "One operation"}: {plural(group.ads, "ad")}
      </h2>
      <p class="quiet">
        {group.groupId} · {span(group)}
        {group.level === "POSTER" && (
          <>
            {" · "}
            <button type="button" onClick={() => onOpen(group.operationId)}>
              Open its operation
            </button>
          </>
        )}
      </p>
      <p class="quiet">
        A group says which ads belong together, and why. It says nothing of anybody in them. A wrong join is taken back
        by holding two ads apart.
      </p>
      {detail.alerts
        .filter((alert) => alert.current)
        .map((alert) => (
          <p key={alert.alertId} class="notice" role="status">
            Something would join ads that are held apart: {alert.edge.words}. It was not done; look at it.
          </p>
        ))}
      <Problem error={error} />
      <h3>Label</h3>
      <p>
        {group.label ? groupLabelTitle(group.label) : "No label."}{" "}
        {LABELS.filter((label) => label !== group.label).map((label) => (
          <button key={label} type="button" onClick={() => void decide({ ruling: "LABELLED", label })}>
            {groupLabelTitle(label)}
          </button>
        ))}
      </p>
      {detail.posters.length > 0 && (
        <>
          <h3>Posters</h3>
          <ul>
            {detail.posters.map((poster) => (
              <li key={poster.groupId}>
                {plural(poster.ads, "ad")} {span(poster)}{" "}
                <button type="button" onClick={() => onOpen(poster.groupId)}>
                  Open
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Pictures</h3>
      {detail.nearCopies.length === 0 && <p>It has no pictures that could be compared.</p>}
      <div class="copies">
        {detail.nearCopies.map((copies) => (
          <ul class="strip" key={copies.pictureKey} aria-label={plural(copies.images.length, "copy", "copies")}>
            {copies.images.map((image) => (
              <li key={image.imageId}>
                <Picture service={service} image={image} />
              </li>
            ))}
          </ul>
        ))}
      </div>
      {detail.noEvidence.length > 0 && (
        <p class="quiet">{plural(detail.noEvidence.length, "picture")} too flat or damaged to be any evidence.</p>
      )}
      <h3>Phone numbers, addresses, handles</h3>
      <ul>
        {detail.selectors.map((selector) => (
          <li key={selector.kind + selector.value}>
            {selectorTitle(selector.kind)} {selector.value} <span class="quiet">in {plural(selector.ads, "ad")}</span>
          </li>
        ))}
      </ul>
      {detail.textTemplates.length > 0 && (
        <>
          <h3>Copied texts</h3>
          <ul>
            {detail.textTemplates.map((template) => (
              <li key={template.adIds[0]}>
                <q>{template.text}</q> <span class="quiet">in {plural(template.adIds.length, "ad")}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Ads</h3>
      <ol>
        {detail.ads.map((ad) => (
          <li key={ad.adId}>
            {ad.title || ad.adId}{" "}
            <span class="quiet">{[day(ad.posted), ad.siteAdId, ad.site, ad.place].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ol>
      {detail.moreAds && <p class="quiet">Only the oldest {detail.ads.length} are shown.</p>}
      <TwoAds service={service} statement={statement} detail={detail} onDecide={(ruling) => void decide(ruling)} />
      <h3>Not enough to join other groups</h3>
      {detail.cuts.length === 0 && <p>It shares nothing with another group.</p>}
      <ul>
        {detail.cuts.map((cut) => (
          <li key={cut.level + cut.kind + cut.value}>
            {cut.kind === "PICTURE" || cut.kind === "ROOM" || cut.kind === "TEXT" ? "" : `${cut.value}: `}
            {cut.words}. <span class="quiet">{plural(cut.ads, "ad")}</span>{" "}
            {cut.otherGroupIds[0] !== undefined && (
              <button type="button" onClick={() => onOpen(cut.otherGroupIds[0]!)}>
                Open another
              </button>
            )}
          </li>
        ))}
      </ul>
      <h3>Decisions</h3>
      {detail.decisions.length === 0 && <p>Nothing was decided about it.</p>}
      <ul>
        {detail.decisions.map((decision) => (
          <li key={decision.decisionId}>
            {decisionWords(decision)} <span class="quiet">{day(decision.decidedAt)}</span>{" "}
            {decision.withdrawnAt ? (
              <span class="quiet">withdrawn {day(decision.withdrawnAt)}</span>
            ) : (
              <button type="button" onClick={() => void withdraw(decision)}>
                Withdraw
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function decisionWords(decision: AdGroupDecision): string {
  switch (decision.ruling) {
    case "LABELLED":
      return `Label: ${decision.label ? groupLabelTitle(decision.label) : ""}.`;
    case "HELD_APART":
      return `The ads ${decision.adId} and ${decision.otherAdId} are held apart.`;
    case "MERGED":
      return `The ads ${decision.adId} and ${decision.otherAdId} belong together.`;
  }
}

function Picture(props: { service: Service; image: AdGroupPicture }) {
  const { image } = props;
  return (
    <figure>
      <ServicePicture service={props.service} path={image.thumbnail} alt={`Image ${image.imageId}`} />
      <figcaption>
        {evidenceOfPicture(image.evidence)}
        {image.copy ? ` ${copyWords(image.copy)}` : ""}
        {image.sameRoomAsImageId ? " Same room as another picture." : ""}
      </figcaption>
    </figure>
  );
}

/** How two ads of a group hang together, and what an analyst says of that. */
function TwoAds(props: {
  service: Service;
  statement: CaseStatement;
  detail: AdGroupDetail;
  onDecide: (ruling: GroupRuling) => void;
}) {
  const { service, statement, detail } = props;
  const [from, setFrom] = useState(detail.ads[0]?.adId ?? "");
  const [to, setTo] = useState(detail.ads.at(-1)?.adId ?? "");
  const [path, setPath] = useState<AdGroupPath>();
  const [error, setError] = useState<unknown>();
  const title = (adId: string) => detail.ads.find((ad) => ad.adId === adId)?.title || adId;

  async function explain() {
    setError(undefined);
    try {
      setPath(await service.adGroupPath(statement, detail.group.groupId, from, to));
    } catch (problem) {
      setError(problem);
    }
  }

  const choice = (label: string, value: string, choose: (adId: string) => void) => (
    <label>
      {label}
      <select
        value={value}
        onChange={(event) => {
          setPath(undefined);
          choose(event.currentTarget.value);
        }}
      >
        {detail.ads.map((ad) => (
          <option key={ad.adId} value={ad.adId}>
            {[day(ad.posted), ad.title || ad.adId, ad.siteAdId].filter(Boolean).join(" · ")}
          </option>
        ))}
      </select>
    </label>
  );

  if (detail.ads.length < 2) {
    return null;
  }
  return (
    <>
      <h3>Why do two ads belong together?</h3>
      <div class="grid">
        {choice("One ad", from, setFrom)}
        {choice("The other", to, setTo)}
      </div>
      <button type="button" disabled={from === to} onClick={() => void explain()}>
        Explain
      </button>{" "}
      <button
        type="button"
        disabled={from === to}
        onClick={() => props.onDecide({ ruling: "HELD_APART", adId: from, otherAdId: to })}
      >
        Hold them apart
      </button>
      <Problem error={error} />
      {path && (
        <ol aria-label="Path">
          {path.steps.map((step) => (
            <li key={step.toAdId}>
              {title(step.fromAdId)} → {title(step.toAdId)}: {step.edge.words}.
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
