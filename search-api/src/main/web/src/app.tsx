import { useState } from "preact/hooks";
import { Service } from "./api";
import { Contributions } from "./contributions";
import { Coverage } from "./coverage";
import { AdGroups } from "./groups";
import { AdLinks, HotelSearch, PictureLookup, Problem } from "./searches";

type Tab = "hotels" | "pictures" | "ads" | "groups" | "contributions" | "coverage";

interface Page {
  tab: Tab;
  title: string;
}

/** Pages of everybody who searches. */
const SEARCHES: Page[] = [
  { tab: "hotels", title: "Find the hotel" },
  { tab: "pictures", title: "Look a picture up" },
];

const ADS: Page = { tab: "ads", title: "Links of an ad" };

const GROUPS: Page = { tab: "groups", title: "Groups of ads" };

const COVERAGE: Page = { tab: "coverage", title: "Where photos are wanted" };

/** An operator does not search. */
const FOR_OPERATORS: Page[] = [{ tab: "contributions", title: "Contributions" }, COVERAGE];

const FOR_INVESTIGATORS: Page[] = [...SEARCHES, COVERAGE];

const FOR_ANALYSTS: Page[] = [...SEARCHES, ADS, GROUPS, COVERAGE];

/** The pages that a key permits, the first one shown first. */
async function pagesOf(service: Service): Promise<Page[]> {
  if (await service.mayModerate()) {
    return FOR_OPERATORS;
  }
  return (await service.mayViewAds()) ? FOR_ANALYSTS : FOR_INVESTIGATORS;
}

function SignIn(props: { onKey: (key: string, pages: Page[]) => void }) {
  const [key, setKey] = useState("");
  const [error, setError] = useState<unknown>();
  async function submit(event: Event) {
    event.preventDefault();
    setError(undefined);
    try {
      const service = new Service(key.trim());
      await service.hotels("", 1);
      props.onKey(key.trim(), await pagesOf(service));
    } catch (problem) {
      setError(problem);
    }
  }
  return (
    <main class="signin">
      <h1>Roomprint</h1>
      <p>Finds the hotel in a photograph of a hotel room.</p>
      <form onSubmit={submit}>
        <label>
          API key
          <input
            type="password"
            autocomplete="off"
            value={key}
            onInput={(event) => setKey(event.currentTarget.value)}
            required
          />
        </label>
        <button type="submit" class="primary">
          Sign in
        </button>
      </form>
      <Problem error={error} />
      <p class="quiet">
        The key stays in this tab's memory and is forgotten when you sign out, close the tab or load it again; so is
        everything of your searches.
      </p>
    </main>
  );
}

/** Everything of one person's work; all of it is gone when this is taken off the page. */
function Desk(props: { service: Service; pages: Page[]; onLeave: () => void }) {
  const { service, pages } = props;
  const [tab, setTab] = useState<Tab>(pages[0]!.tab);
  const [visited, setVisited] = useState<Tab[]>([pages[0]!.tab]);
  const [caseReference, setCaseReference] = useState("");
  const [purpose, setPurpose] = useState("");
  const statement = { caseReference, purpose };

  function show(page: Tab) {
    setTab(page);
    setVisited((before) => (before.includes(page) ? before : [...before, page]));
  }

  function view(page: Tab) {
    switch (page) {
      case "hotels":
        return <HotelSearch service={service} statement={statement} />;
      case "pictures":
        return <PictureLookup service={service} statement={statement} />;
      case "ads":
        return <AdLinks service={service} statement={statement} />;
      case "groups":
        return <AdGroups service={service} statement={statement} />;
      case "contributions":
        return <Contributions service={service} />;
      case "coverage":
        return <Coverage service={service} />;
    }
  }

  return (
    <>
      <header class="bar">
        <h1 class="name">Roomprint</h1>
        <nav aria-label="Pages">
          {pages.map((one) => (
            <button
              key={one.tab}
              type="button"
              aria-current={tab === one.tab ? "page" : undefined}
              onClick={() => show(one.tab)}
            >
              {one.title}
            </button>
          ))}
        </nav>
        <a href="./api.html" target="_blank" rel="noopener">
          API (new tab)
        </a>
        <button type="button" onClick={props.onLeave}>
          Sign out
        </button>
      </header>
      <main>
        {[...SEARCHES, ADS, GROUPS].some((one) => one.tab === tab) && (
          <div class="grid statement">
            <label>
              Case reference
              <input
                name="caseReference"
                autocomplete="off"
                value={caseReference}
                maxLength={64}
                onInput={(event) => setCaseReference(event.currentTarget.value)}
              />
            </label>
            <label>
              Purpose of this search
              <input
                name="purpose"
                autocomplete="off"
                value={purpose}
                maxLength={500}
                onInput={(event) => setPurpose(event.currentTarget.value)}
              />
            </label>
          </div>
        )}
        {/* A page that was left keeps what is on it: pictures, paint and results. */}
        {pages
          .filter((one) => visited.includes(one.tab))
          .map((one) => (
            <div key={one.tab} hidden={one.tab !== tab}>
              {view(one.tab)}
            </div>
          ))}
      </main>
    </>
  );
}

export function App() {
  const [signedIn, setSignedIn] = useState<{ service: Service; pages: Page[] }>();
  if (signedIn === undefined) {
    return <SignIn onKey={(key, pages) => setSignedIn({ service: new Service(key), pages })} />;
  }
  return (
    <Desk
      service={signedIn.service}
      pages={signedIn.pages}
      onLeave={() => {
        signedIn.service.close();
        setSignedIn(undefined);
      }}
    />
  );
}
