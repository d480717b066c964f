import { render } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Service } from "./api";
import { AdLinks, HotelSearch, PictureLookup, Problem } from "./searches";

type Tab = "hotels" | "pictures" | "ads";

const TABS: { tab: Tab; title: string }[] = [
  { tab: "hotels", title: "Find the hotel" },
  { tab: "pictures", title: "Look a picture up" },
  { tab: "ads", title: "Links of an ad" },
];

function SignIn(props: { onKey: (key: string) => void }) {
  const [key, setKey] = useState("");
  const [error, setError] = useState<unknown>();
  async function submit(event: Event) {
    event.preventDefault();
    setError(undefined);
    try {
      await new Service(key.trim()).hotels("", 1);
      props.onKey(key.trim());
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
      <p class="quiet">The key stays in this tab's memory and is forgotten when the tab is closed or reloaded.</p>
    </main>
  );
}

function App() {
  const [key, setKey] = useState<string>();
  const [tab, setTab] = useState<Tab>("hotels");
  const [caseReference, setCaseReference] = useState("");
  const [purpose, setPurpose] = useState("");
  const service = useMemo(() => new Service(key ?? ""), [key]);
  if (key === undefined) {
    return <SignIn onKey={setKey} />;
  }
  const statement = { caseReference, purpose };
  return (
    <>
      <header class="bar">
        <span class="name">Roomprint</span>
        <nav aria-label="Searches">
          {TABS.map((one) => (
            <button
              key={one.tab}
              type="button"
              aria-current={tab === one.tab ? "page" : undefined}
              onClick={() => setTab(one.tab)}
            >
              {one.title}
            </button>
          ))}
        </nav>
        <a href="./api.html">API</a>
        <button type="button" onClick={() => setKey(undefined)}>
          Sign out
        </button>
      </header>
      <main>
        <div class="grid statement">
          <label>
            Case reference
            <input
              name="caseReference"
              value={caseReference}
              maxLength={64}
              onInput={(event) => setCaseReference(event.currentTarget.value)}
            />
          </label>
          <label>
            Purpose of this search
            <input
              name="purpose"
              value={purpose}
              maxLength={500}
              onInput={(event) => setPurpose(event.currentTarget.value)}
            />
          </label>
        </div>
        {tab === "hotels" && <HotelSearch service={service} statement={statement} />}
        {tab === "pictures" && <PictureLookup service={service} statement={statement} />}
        {tab === "ads" && <AdLinks service={service} statement={statement} />}
      </main>
    </>
  );
}

render(<App />, document.getElementById("app")!);
