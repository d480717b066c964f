// The calls this page makes. What travels is of the types that are made from openapi.yaml.
import type {
  AdGroup,
  AdGroupDecision,
  AdGroupDetail,
  AdGroupPage,
  AdGroupPath,
  AdLinksAnswer,
  AdPage,
  CaseStatement,
  Contribution,
  ContributionPage,
  Coverage,
  Filter,
  GalleryPart,
  HashLookup,
  HotelPage,
  HotelSearchAnswer,
  HotelSearchQuery,
  Key,
  PhotoHit,
  PhotoPage,
  PictureLookupAnswer,
  Problem,
  paths,
} from "./openapi";

export type {
  Ad,
  AdGroup,
  AdGroupDecision,
  AdGroupDetail,
  AdGroupLabel,
  AdGroupPath,
  AdGroupPicture,
  AdLinksAnswer,
  CaseStatement,
  Contribution,
  Copy,
  EvidenceKind,
  Filter,
  Frame,
  GalleryPart,
  Heat,
  Hotel,
  HotelHit,
  HotelSearchAnswer,
  HotelSearchQuery,
  Owner,
  PhotoHit,
  PictureLookupAnswer,
  QueryImageFacts,
  SearchReport,
  Tier,
} from "./openapi";

/** Query x, y and photo x, y, in pixels of the two pictures. */
export type Match = NonNullable<PhotoHit["matches"]>[number];

export type ContributionState = Contribution["state"];

export type Finding = Contribution["findings"][number];

type DecisionBody =
  paths["/api/v1/contributions/{contributionId}/decisions"]["post"]["requestBody"]["content"]["application/json"];

export type Decision = DecisionBody["decision"];

/** What an analyst decides about a group of ads. */
export type GroupRuling =
  paths["/api/v1/ad-groups/{groupId}/decisions"]["post"]["requestBody"]["content"]["application/json"];

/** Which groups of ads are listed; an empty ad stands for any. */
export interface GroupFilter {
  level: AdGroup["level"];
  closed: boolean;
  adId: string;
}

export type HotelCoverage = Coverage["hotels"][number];

/** By what a picture is looked up that is not at hand. */
export type PictureHash = Omit<HashLookup, keyof CaseStatement>;

/** A part of a request that the service could not use. */
export type RefusedPart = NonNullable<Problem["part"]>;

/** An answer that is not the one asked for, with the service's own words. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly requestId?: string,
    readonly part?: RefusedPart,
  ) {
    super(message);
  }
}

export class Service {
  private readonly leaving = new AbortController();
  /** Of the last search: whoever looks at what it found does so for the same case. */
  private statement: CaseStatement | undefined;

  constructor(private readonly key: string) {}

  /** Ends what is under way; nothing is asked any more. */
  close() {
    this.leaving.abort();
  }

  private async call(path: string, init: RequestInit = {}): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(path, {
        ...init,
        headers: { ...(init.headers ?? {}), Authorization: `Bearer ${this.key}` },
        cache: "no-store",
        signal: this.leaving.signal,
      });
    } catch {
      throw new ServiceError(
        0,
        "offline",
        "The service cannot be reached. Check that it runs and that you are connected.",
      );
    }
    if (!response.ok) {
      const problem: Partial<Problem> = await response.json().catch(() => ({}));
      throw new ServiceError(
        response.status,
        problem.type ?? "unknown",
        problem.detail ?? problem.title ?? `The service answered ${response.status}.`,
        problem.requestId,
        problem.part,
      );
    }
    return response;
  }

  private async json<T>(path: string, init: RequestInit = {}): Promise<T> {
    return (await (await this.call(path, init)).json()) as T;
  }

  private post<T>(path: string, body: unknown, statement?: CaseStatement): Promise<T> {
    return this.json<T>(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(statement ? inHeaders(statement) : {}) },
      body: JSON.stringify(body),
    });
  }

  async picture(path: string): Promise<Blob> {
    return (await this.call(path, this.statement ? { headers: inHeaders(this.statement) } : {})).blob();
  }

  hotels(name: string, limit: number): Promise<HotelPage> {
    return this.json(`/api/v1/hotels?limit=${limit}&name=${encodeURIComponent(name)}`);
  }

  searchHotels(
    query: HotelSearchQuery,
    images: File[],
    masks: (Blob | undefined)[],
    regions: (Blob | undefined)[],
  ): Promise<HotelSearchAnswer> {
    this.statement = { caseReference: query.caseReference, purpose: query.purpose };
    const form = new FormData();
    form.append("query", new Blob([JSON.stringify(query)], { type: "application/json" }));
    // No file name leaves the browser: it may say more than the picture.
    images.forEach((image, i) => form.append("image", image, `image-${i}`));
    if (masks.some((mask) => mask !== undefined)) {
      masks.forEach((mask, i) => form.append("mask", mask ?? new Blob([]), `mask-${i}`));
    }
    if (regions.some((region) => region !== undefined)) {
      regions.forEach((region, i) => form.append("region", region ?? new Blob([]), `region-${i}`));
    }
    return this.json("/api/v1/hotel-searches", { method: "POST", body: form });
  }

  /** The picture upright, as a JPEG that every browser shows; nothing is searched or stored. */
  async render(image: Blob): Promise<Blob> {
    const form = new FormData();
    form.append("image", image, "image");
    return (await this.call("/api/v1/picture-renderings", { method: "POST", body: form })).blob();
  }

  /** How many photos a filter leaves. */
  countPart(filter: Filter): Promise<GalleryPart> {
    return this.post("/api/v1/gallery-parts", filter);
  }

  lookUpFile(statement: CaseStatement, image: File): Promise<PictureLookupAnswer> {
    this.statement = statement;
    const form = new FormData();
    form.append("query", new Blob([JSON.stringify(statement)], { type: "application/json" }));
    form.append("image", image, "image");
    return this.json("/api/v1/picture-lookups", { method: "POST", body: form });
  }

  lookUpHash(statement: CaseStatement, hash: PictureHash): Promise<PictureLookupAnswer> {
    this.statement = statement;
    const lookUp: HashLookup = { ...statement, ...hash };
    return this.post("/api/v1/picture-lookups", lookUp);
  }

  linksOfAd(statement: CaseStatement, adId: string): Promise<AdLinksAnswer> {
    this.statement = statement;
    return this.post(`/api/v1/ads/${encodeURIComponent(adId)}/link-searches`, statement);
  }

  /** Reading ads needs a case, as a search does. */
  ads(statement: CaseStatement): Promise<AdPage> {
    return this.json("/api/v1/ads?limit=100", { headers: inHeaders(statement) });
  }

  adGroups(statement: CaseStatement, filter: GroupFilter, cursor?: string): Promise<AdGroupPage> {
    const ad = filter.adId.trim();
    const of = ad === "" ? "" : `&fewestAds=1&adId=${encodeURIComponent(ad)}`;
    return this.json(`/api/v1/ad-groups?level=${filter.level}&closed=${filter.closed}&limit=50${of}${next(cursor)}`, {
      headers: inHeaders(statement),
    });
  }

  adGroup(statement: CaseStatement, groupId: string): Promise<AdGroupDetail> {
    this.statement = statement;
    return this.json(groupPath(groupId), { headers: inHeaders(statement) });
  }

  adGroupPath(statement: CaseStatement, groupId: string, from: string, to: string): Promise<AdGroupPath> {
    const ads = `from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
    return this.json(`${groupPath(groupId)}/path?${ads}`, { headers: inHeaders(statement) });
  }

  decideAdGroup(statement: CaseStatement, groupId: string, ruling: GroupRuling): Promise<AdGroupDecision> {
    return this.post(`${groupPath(groupId)}/decisions`, ruling, statement);
  }

  withdrawAdGroupDecision(statement: CaseStatement, groupId: string, decisionId: string): Promise<AdGroupDecision> {
    const decision = `${groupPath(groupId)}/decisions/${encodeURIComponent(decisionId)}`;
    return this.post(`${decision}/withdrawal`, {}, statement);
  }

  contributions(state: ContributionState, cursor?: string): Promise<ContributionPage> {
    return this.json(`/api/v1/contributions?state=${state}&limit=20${next(cursor)}`);
  }

  /** Photos of a hotel that are in the gallery. */
  photosOf(hotelId: string, limit: number): Promise<PhotoPage> {
    return this.json(`/api/v1/hotels/${encodeURIComponent(hotelId)}/photos?limit=${limit}`);
  }

  /** Whether the key is an operator's. */
  mayModerate(): Promise<boolean> {
    return this.hasRole("OPERATOR");
  }

  /** Whether the key is an analyst's. */
  mayViewAds(): Promise<boolean> {
    return this.hasRole("ANALYST");
  }

  private async hasRole(role: Key["roles"][number]): Promise<boolean> {
    const key = await this.json<Key>("/api/v1/key");
    return key.roles.includes(role);
  }

  decide(contributionId: string, decision: Decision, hotelId?: string): Promise<Contribution> {
    const body: DecisionBody = { decision, ...(hotelId ? { hotelId } : {}) };
    return this.post(`/api/v1/contributions/${encodeURIComponent(contributionId)}/decisions`, body);
  }

  coverage(cursor?: string): Promise<Coverage> {
    return this.json(`/api/v1/coverage?limit=200${next(cursor)}`);
  }
}

const groupPath = (groupId: string) => `/api/v1/ad-groups/${encodeURIComponent(groupId)}`;

/** A case and a purpose in headers, which hold ASCII only. */
const inHeaders = (statement: CaseStatement) => ({
  "X-Case-Reference": encodeURIComponent(statement.caseReference.trim()),
  "X-Purpose": encodeURIComponent(statement.purpose.trim()),
});

const next = (cursor?: string) => (cursor ? `&cursor=${encodeURIComponent(cursor)}` : "");
