import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Service, Settings } from "./api";
import type { Progress, Sender } from "./outbox/sender";
import type { Label, Submission } from "./outbox/state";
import type { Keeps, Store } from "./outbox/store";
import type { PeopleQueue } from "./photos/people-queue";
import type { PreparedPhoto } from "./photos/preparer";
import type { Language, Speaker } from "./texts";

export type Screen =
  | { name: "HOME" }
  | { name: "HOTEL"; id: string }
  | { name: "DETAILS"; id: string }
  | { name: "SHOT"; id: string; label: Label; photoId?: string; from: "GUIDE" | "CLOSE_UPS" | "REVIEW" }
  | { name: "CLOSE_UPS"; id: string }
  | { name: "REVIEW"; id: string }
  | { name: "STATUS"; id: string }
  | { name: "RECEIPT"; receipt?: string }
  | { name: "ABOUT" };

export interface App {
  speaker: Speaker;
  setLanguage: (language: Language) => void;
  /** Shows a screen; the browser's back button leads to the one before, unless that is to be replaced. */
  go: (screen: Screen, replace?: boolean) => void;
  back: () => void;
  store: Store;
  service: Service;
  settings: Settings;
  sender: Sender;
  people: PeopleQueue;
  prepare: (file: Blob) => Promise<PreparedPhoto>;
  submissions: readonly Submission[];
  progress: Progress | undefined;
  /** Grows with every change of what is kept on the phone; screens read again then. */
  version: number;
  changed: () => void;
  online: boolean;
  /** What outlives this page. */
  keeps: Keeps;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) {
    throw new Error("A screen is shown outside of the app.");
  }
  return app;
}
