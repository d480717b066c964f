import { useCallback, useEffect, useErrorBoundary, useMemo, useRef, useState } from "preact/hooks";
import { HttpService, USUAL_SETTINGS } from "./api";
import { AppContext, useApp, type App, type Screen } from "./context";
import { keepFocus, wantFocus } from "./focus";
import { abandonUploadByTus, sendPhotoByTus } from "./outbox/photo-upload";
import { Sender, type Progress } from "./outbox/sender";
import type { Submission } from "./outbox/state";
import { Store, type Keeps } from "./outbox/store";
import { isSupported } from "./supported";
import { Sign } from "./outlines";
import { PeopleQueue } from "./photos/people-queue";
import { prepareInWorker, startPreparing } from "./photos/preparer";
import { About } from "./screens/about";
import { CloseUps } from "./screens/close-ups";
import { Details } from "./screens/details";
import { Home } from "./screens/home";
import { HotelChoice } from "./screens/hotel";
import { Receipt } from "./screens/receipt";
import { Review } from "./screens/review";
import { Shot } from "./screens/shot";
import { Status } from "./screens/status";
import { isLanguage, LANGUAGES, preferredLanguage, Speaker, type Language } from "./texts";

const LANGUAGE_KEY = "language";

function startLanguage(): Language {
  const kept = readKept();
  return isLanguage(kept) ? kept : preferredLanguage(navigator.languages);
}

function readKept(): string | null {
  try {
    return localStorage.getItem(LANGUAGE_KEY);
  } catch {
    return null;
  }
}

export function Root() {
  const app = useTheApp();
  const [screen, setScreen] = useState<Screen>(() => (history.state as Screen | null) ?? { name: "HOME" });
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    const listener = (event: PopStateEvent) => {
      wantFocus();
      setScreen((event.state as Screen | null) ?? { name: "HOME" });
    };
    addEventListener("popstate", listener);
    return () => removeEventListener("popstate", listener);
  }, []);

  const go = useCallback((to: Screen, replace = false) => {
    if (replace) {
      history.replaceState(to, "");
    } else {
      history.pushState(to, "");
    }
    wantFocus();
    setScreen(to);
  }, []);
  const back = useCallback(() => {
    if (history.length > 1 && history.state !== null) {
      history.back();
    } else {
      wantFocus();
      setScreen({ name: "HOME" });
    }
  }, []);

  useEffect(() => keepFocus(main.current!), []);

  const failed = useFailure();
  const t = app.speaker;
  return (
    <AppContext.Provider value={{ ...app, go, back }}>
      <a class="skip" href="#main" onClick={(event) => skip(event, main.current)}>
        {t.text("page.skip")}
      </a>
      <header class="top">
        {screen.name === "HOME" ? (
          <span class="brand">
            <img src="./icon.svg" alt="" width="28" height="28" />
            Roomprint
          </span>
        ) : (
          <button type="button" class="plain" onClick={back}>
            <Sign name="back" />
            {t.text("page.back")}
          </button>
        )}
        <label class="language">
          <span class="unseen">{t.text("language.choose")}</span>
          <select
            value={t.language}
            onChange={(event) => isLanguage(event.currentTarget.value) && app.setLanguage(event.currentTarget.value)}
          >
            {Object.entries(LANGUAGES).map(([tag, texts]) => (
              <option key={tag} value={tag} lang={tag}>
                {texts["language.name"]}
              </option>
            ))}
          </select>
        </label>
      </header>
      <div role="status">{!app.online && <p class="strip">{t.text("page.offline")}</p>}</div>
      <div role="status">{app.keeps !== "DISK" && <NotKept keeps={app.keeps} />}</div>
      <div role="alert">{failed && <p class="strip">{t.text("page.problem")}</p>}</div>
      <main id="main" ref={main} tabIndex={-1} data-screen={screen.name}>
        {!failed && <Shown screen={screen} />}
      </main>
    </AppContext.Provider>
  );
}

/** Whether something went wrong that no screen has foreseen; what is kept on the phone is not touched by it. */
function useFailure(): boolean {
  const [failed, setFailed] = useState(false);
  const [broken] = useErrorBoundary();
  useEffect(() => {
    const fail = () => setFailed(true);
    addEventListener("unhandledrejection", fail);
    return () => removeEventListener("unhandledrejection", fail);
  }, []);
  return failed || broken !== undefined;
}

/** Nothing outlives the page: said on every screen, with the way that asks for less. */
function NotKept({ keeps }: { keeps: Exclude<Keeps, "DISK"> }) {
  const { speaker: t } = useApp();
  return (
    <p class="strip" data-keeps={keeps}>
      {t.text(`keeps.${keeps}`)} <a href="./plain">{t.text("page.plain")}</a>
    </p>
  );
}

function skip(event: Event, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}

function Shown({ screen }: { screen: Screen }) {
  switch (screen.name) {
    case "HOME":
      return <Home />;
    case "HOTEL":
      return <HotelChoice id={screen.id} />;
    case "DETAILS":
      return <Details id={screen.id} />;
    case "SHOT":
      return <Shot key={`${screen.label} ${screen.photoId}`} screen={screen} />;
    case "CLOSE_UPS":
      return <CloseUps id={screen.id} />;
    case "REVIEW":
      return <Review id={screen.id} />;
    case "STATUS":
      return <Status id={screen.id} />;
    case "RECEIPT":
      return <Receipt key={screen.receipt} {...(screen.receipt && { receipt: screen.receipt })} />;
    case "ABOUT":
      return <About />;
  }
}

/** Everything that outlives a screen. */
function useTheApp(): Omit<App, "go" | "back"> {
  const [language, setLanguage] = useState<Language>(startLanguage);
  const [submissions, setSubmissions] = useState<readonly Submission[]>([]);
  const [progress, setProgress] = useState<Progress>();
  const [version, setVersion] = useState(0);
  const [settings, setSettings] = useState(USUAL_SETTINGS);
  const [online, setOnline] = useState(navigator.onLine);
  const [keeps, setKeeps] = useState<Keeps>("DISK");
  const parts = useMemo(() => {
    const store = new Store();
    store.onKeeps = setKeeps;
    const service = new HttpService();
    const changed = () => setVersion((before) => before + 1);
    const people = new PeopleQueue(store, changed);
    const tell = (now?: Progress) => {
      setProgress(now);
      // Only where something kept has changed; progress itself comes many times a second.
      if (now === undefined || now.sentBytes === 0) {
        changed();
      }
    };
    const look = (id: string) => people.lookBeforeSending(id);
    const sender = new Sender(store, service, sendPhotoByTus, abandonUploadByTus, tell, Date.now, undefined, look);
    return { store, service, sender, changed, people };
  }, []);

  useEffect(() => {
    void parts.store.submissions().then(setSubmissions);
  }, [parts, version]);

  useEffect(() => {
    const wake = () => {
      setOnline(navigator.onLine);
      if (document.visibilityState === "visible") {
        parts.changed();
        parts.sender.kick();
        parts.people.kick();
      }
    };
    const events = ["online", "offline", "pageshow"];
    events.forEach((event) => addEventListener(event, wake));
    document.addEventListener("visibilitychange", wake);
    if (isSupported()) {
      startPreparing();
      parts.sender.kick();
      parts.people.kick();
    }
    parts.service.settings().then(setSettings, () => undefined);
    return () => {
      events.forEach((event) => removeEventListener(event, wake));
      document.removeEventListener("visibilitychange", wake);
    };
  }, [parts]);

  useEffect(() => {
    document.documentElement.lang = language;
    try {
      localStorage.setItem(LANGUAGE_KEY, language);
    } catch {
      // Without storage the choice holds for this visit.
    }
  }, [language]);

  const speaker = useMemo(() => new Speaker(language), [language]);
  return {
    ...parts,
    prepare: prepareInWorker,
    speaker,
    setLanguage,
    settings,
    submissions,
    progress,
    version,
    online,
    keeps,
  };
}
