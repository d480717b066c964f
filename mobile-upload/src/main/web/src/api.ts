// The calls this page makes; what travels is of the types that are made from openapi.yaml. Codes, names and coordinates
// travel in bodies only, never in an address.
import type {
  HotelSearch,
  HotelSearchAnswer,
  NewSubmission,
  OpenSubmission,
  Problem,
  Receipt,
  ReceiptStatus,
  Settings as AllSettings,
} from "./openapi";
import type { Place } from "./outbox/state";

export type { NewSubmission, ReceiptStatus } from "./openapi";

/** What this page goes by. */
export type Settings = Pick<AllSettings, "maxBytesPerPhoto" | "maxPhotosPerSubmission" | "suggestedDelayHours">;

export const USUAL_SETTINGS: Settings = {
  maxBytesPerPhoto: 64 * 1024 * 1024,
  maxPhotosPerSubmission: 20,
  suggestedDelayHours: 24,
};

export type ListedHotel = HotelSearchAnswer["hotels"][number];

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
  announce(key: string, submission: NewSubmission): Promise<OpenSubmission>;
  complete(submissionId: string, key: string): Promise<Receipt>;
  lookUp(receipt: string): Promise<ReceiptStatus>;
  withdraw(receipt: string): Promise<ReceiptStatus>;
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

  private async searched(wanted: HotelSearch): Promise<ListedHotel[]> {
    const address = "api/v1/hotel-searches";
    return (await this.call<HotelSearchAnswer>("POST", address, wanted, {}, SEARCH_PATIENCE_MILLISECONDS)).hotels;
  }

  announce(key: string, submission: NewSubmission): Promise<OpenSubmission> {
    return this.call("POST", "api/v1/submissions", submission, { "Idempotency-Key": key });
  }

  /** With the key it was announced with: the receipt is given again to nobody else. */
  complete(submissionId: string, key: string): Promise<Receipt> {
    const path = `api/v1/submissions/${encodeURIComponent(submissionId)}/completion`;
    return this.call("POST", path, undefined, { "Idempotency-Key": key });
  }

  lookUp(receipt: string): Promise<ReceiptStatus> {
    return this.call("POST", "api/v1/receipt-lookups", { receipt });
  }

  withdraw(receipt: string): Promise<ReceiptStatus> {
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
      const problem: Partial<Problem> = await response.json().catch(() => ({}));
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
