// The service's wire types (openapi.yaml) and the calls this page makes. Codes, names and coordinates travel in bodies
// only, never in an address.
import type { Label, Place } from "./outbox/state";

export interface Settings {
  maxBytesPerPhoto: number;
  maxPhotosPerSubmission: number;
  suggestedDelayHours: number;
}

export const USUAL_SETTINGS: Settings = {
  maxBytesPerPhoto: 64 * 1024 * 1024,
  maxPhotosPerSubmission: 20,
  suggestedDelayHours: 24,
};

export interface ListedHotel {
  id: string;
  name: string;
  town?: string;
  country?: string;
  distanceMetres?: number;
}

export interface NewSubmission {
  hotelId?: string;
  newHotel?: { name: string; town?: string; country?: string };
  room?: string;
  takenMonth?: string;
  place?: Place;
  deviceToken: string;
  language: string;
  photos: { id: string; label: Label; bytes: number; sha256: string; peopleWarning?: boolean }[];
}

export interface Announced {
  submissionId: string;
  uploads: { photoId: string; url: string }[];
}

export type ReceiptState = "RECEIVED" | "IN_REVIEW" | "ACCEPTED" | "PARTLY_ACCEPTED" | "REFUSED" | "WITHDRAWN";

export interface ReceiptAnswer {
  state: ReceiptState;
  photos?: number;
  receivedMonth?: string;
}

/** The service answered, but not with what was asked for. */
export class ServiceProblem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(`The service answered ${status} (${type}).`);
  }

  /** Whether the same request may succeed later without anything being changed. */
  get passes(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** The service could not be reached: no network, or it is down. */
export class Unreachable extends Error {}

export interface Service {
  settings(): Promise<Settings>;
  hotelsByName(name: string): Promise<ListedHotel[]>;
  hotelsNear(place: Place): Promise<ListedHotel[]>;
  announce(key: string, submission: NewSubmission): Promise<Announced>;
  complete(submissionId: string, key: string): Promise<{ receipt: string }>;
  lookUp(receipt: string): Promise<ReceiptAnswer>;
  withdraw(receipt: string): Promise<ReceiptAnswer>;
}

/** Give up waiting for an answer after this long; photographs are sent elsewhere, with progress. */
const PATIENCE_MILLISECONDS = 60_000;
/** Somebody stands there and waits for the hotel list, and can go on without it. */
const SEARCH_PATIENCE_MILLISECONDS = 15_000;

export class HttpService implements Service {
  async settings(): Promise<Settings> {
    return { ...USUAL_SETTINGS, ...(await this.call<Partial<Settings>>("GET", "api/v1/settings")) };
  }

  async hotelsByName(name: string): Promise<ListedHotel[]> {
    return this.searched({ name });
  }

  async hotelsNear(place: Place): Promise<ListedHotel[]> {
    return this.searched(place);
  }

  private async searched(wanted: unknown): Promise<ListedHotel[]> {
    const address = "api/v1/hotel-searches";
    return (await this.call<{ hotels: ListedHotel[] }>("POST", address, wanted, {}, SEARCH_PATIENCE_MILLISECONDS))
      .hotels;
  }

  announce(key: string, submission: NewSubmission): Promise<Announced> {
    return this.call("POST", "api/v1/submissions", submission, { "Idempotency-Key": key });
  }

  /** With the key it was announced with: the receipt is given again to nobody else. */
  complete(submissionId: string, key: string): Promise<{ receipt: string }> {
    const path = `api/v1/submissions/${encodeURIComponent(submissionId)}/completion`;
    return this.call("POST", path, undefined, { "Idempotency-Key": key });
  }

  lookUp(receipt: string): Promise<ReceiptAnswer> {
    return this.call("POST", "api/v1/receipt-lookups", { receipt });
  }

  withdraw(receipt: string): Promise<ReceiptAnswer> {
    return this.call("POST", "api/v1/withdrawals", { receipt });
  }

  private async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    patience = PATIENCE_MILLISECONDS,
  ): Promise<T> {
    let response: Response;
    try {
      response = await fetch(new URL(path, document.baseURI), {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(patience),
      });
    } catch {
      throw new Unreachable("The service cannot be reached.");
    }
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      const after = Number(response.headers.get("Retry-After"));
      throw new ServiceProblem(
        response.status,
        typeof problem.type === "string" ? problem.type : "unknown",
        after > 0 ? after : undefined,
      );
    }
    try {
      return (await response.json()) as T;
    } catch {
      throw new Unreachable("The answer broke off.");
    }
  }
}
