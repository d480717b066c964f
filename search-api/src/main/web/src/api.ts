// The service's wire types (openapi.yaml) and the calls this page makes.

export type EvidenceKind = "SAME_BYTES" | "SAME_PICTURE" | "SAME_ROOM" | "SAME_OBJECT" | "LOOKS_ALIKE";

/** Query x, y and photo x, y, in pixels of the two pictures. */
export type Match = [number, number, number, number];

export interface Hotel {
  hotelId: string;
  name: string;
  chain?: string;
  country?: string;
  city?: string;
  address?: string;
  latitude?: number;
  longitude?: number;
}

/** What a hotel or an ad is known by: its name and town, or its title and site. */
export interface Owner {
  name?: string;
  place?: string;
}

/** Pixels of a picture as searched; the frame of the matching points. */
export interface Frame {
  width: number;
  height: number;
}

/** Where in a picture the likeness comes from: row by row, at least 0. */
export interface Heat {
  rows: number;
  columns: number;
  values: number[];
}

export interface PhotoHit {
  pictureId: string;
  kind: "GALLERY_PHOTO" | "AD_IMAGE";
  ownerId: string;
  /** Absent where it was deleted or is an ad that the key may not view, and in a search for hotels. */
  owner?: Owner;
  room?: string;
  queryImage: number;
  evidence: EvidenceKind;
  similarity?: number;
  pdqDistance?: number;
  score?: number;
  tier?: Tier;
  /** The day, or of what the public gave the month. */
  taken?: string;
  /** Where the photo comes from. */
  source?: string;
  matches?: Match[];
  queryHeat?: Heat;
  photoHeat?: Heat;
  width?: number;
  height?: number;
  thumbnail: string;
}

export interface HotelHit {
  rank: number;
  hotel: Hotel;
  evidence: EvidenceKind;
  /** Whether that evidence is of unverified photos alone. */
  unverifiedOnly: boolean;
  score: number;
  probability: number;
  photos: PhotoHit[];
}

export interface SearchReport {
  modelId: string;
  indexGeneration: number;
  gallerySize: number;
  visited: number;
  verified: number;
  stages: { name: string; milliseconds: number }[];
}

export interface QueryImageFacts {
  width: number;
  height: number;
  hiddenShare: number;
  regionShare?: number;
  /** How often the right hotel came first with as much hidden, where it was measured. */
  expectedRecall?: number;
}

export interface HotelSearchAnswer {
  auditId: string;
  images: QueryImageFacts[];
  hotels: HotelHit[];
  notInGallery: number;
  /** How many photos the filter left to be searched; absent from an older service. */
  part?: GalleryPart;
  /** Whether the probabilities were measured for searches like this one. */
  calibrated: boolean;
  hotelsToBe90PercentSure?: number;
  report: SearchReport;
}

export interface PictureLookupAnswer {
  auditId: string;
  /** Absent in a look-up by hash. */
  image?: Frame;
  pictures: PhotoHit[];
  report: SearchReport;
}

export interface Ad {
  adId: string;
  posted?: string;
  site?: string;
  /** What the site calls it. */
  siteAdId?: string;
  title?: string;
  text?: string;
  place?: string;
  selectors: { kind: string; value: string }[];
  images: { imageId: string; thumbnail: string }[];
}

export interface AdLinksAnswer {
  auditId: string;
  ad: Ad;
  pictureLinks: { imageId: string; image: Frame; hit: PhotoHit }[];
  /** Images whose kept file is gone or damaged. */
  unreadableImages: string[];
  selectorLinks: { adId: string; ad: Owner; kind: string; value: string }[];
  moreSelectorLinks: boolean;
}

export interface CaseStatement {
  caseReference: string;
  purpose: string;
}

export interface Filter {
  area?: { latitude: number; longitude: number; radiusMetres: number };
  chains?: string[];
  countries?: string[];
  takenFrom?: string;
  takenTo?: string;
}

export interface HotelSearchQuery extends CaseStatement {
  filter?: Filter;
  exact: boolean;
  verify: boolean;
  maxHotels: number;
  /** Quarters by which each picture is turned clockwise to stand upright. */
  turns: number[];
  /** The EXIF orientation by which each was turned when it was painted on, 0 where only the service knows it. */
  drawnOrientations: number[];
}

/** How many photos a filter leaves, and what it cannot know of the others. */
export interface GalleryPart {
  photos: number;
  gallerySize: number;
  withoutDate: number;
  withoutPlace: number;
}

/** How far a photo is trusted to show its hotel. */
export type Tier = "UNVERIFIED" | "CORROBORATED" | "TRUSTED";

export type ContributionState = "HELD" | "WAITING" | "RELEASED" | "REFUSED" | "WITHDRAWN";

export type Decision = "ACCEPT" | "REFUSE" | "MERGE" | "UNDO";

export interface Finding {
  kind: string;
  holds: boolean;
  photoId?: string;
  number: number;
  related?: string;
  /** The hotel of the photo that is related. */
  relatedHotel?: Hotel;
}

export interface Contribution {
  contributionId: string;
  state: ContributionState;
  origin: "PUBLIC" | "PARTNER";
  hotel?: Hotel;
  newHotel?: { name: string; town?: string; country?: string };
  room?: string;
  month: string;
  findableFrom?: string;
  photos: { photoId: string; label: string; thumbnail?: string; tier?: Tier }[];
  findings: Finding[];
  decisions: { decision: string; keyId: string; decidedAt: string; undone: boolean }[];
}

export interface HotelCoverage {
  hotelId: string;
  name: string;
  city?: string;
  country?: string;
  latitude?: number;
  longitude?: number;
  photos: number;
  rooms: number;
  newestMonth?: string;
}

/** A part of a request that the service could not use. */
export interface RefusedPart {
  name: string;
  /** Which of the parts of this name, from 1. */
  number: number;
  why: string;
  reason?: string;
}

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
      const problem = await response.json().catch(() => ({}));
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

  private post<T>(path: string, body: unknown): Promise<T> {
    return this.json<T>(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  async picture(path: string): Promise<Blob> {
    return (await this.call(path, this.statement ? { headers: inHeaders(this.statement) } : {})).blob();
  }

  hotels(name: string, limit: number): Promise<{ hotels: Hotel[]; nextCursor?: string }> {
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

  lookUpHash(statement: CaseStatement, hash: Record<string, string>): Promise<PictureLookupAnswer> {
    this.statement = statement;
    return this.post("/api/v1/picture-lookups", { ...statement, ...hash });
  }

  linksOfAd(statement: CaseStatement, adId: string): Promise<AdLinksAnswer> {
    this.statement = statement;
    return this.post(`/api/v1/ads/${encodeURIComponent(adId)}/link-searches`, statement);
  }

  /** Reading ads needs a case, as a search does. */
  ads(statement: CaseStatement): Promise<{ ads: Ad[]; nextCursor?: string }> {
    return this.json("/api/v1/ads?limit=100", { headers: inHeaders(statement) });
  }

  contributions(
    state: ContributionState,
    cursor?: string,
  ): Promise<{ contributions: Contribution[]; nextCursor?: string }> {
    return this.json(`/api/v1/contributions?state=${state}&limit=20${next(cursor)}`);
  }

  /** Photos of a hotel that are in the gallery. */
  photosOf(hotelId: string, limit: number): Promise<{ photos: { photoId: string }[] }> {
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

  private async hasRole(role: string): Promise<boolean> {
    const key = await this.json<{ roles?: string[] }>("/api/v1/key");
    return key.roles?.includes(role) ?? false;
  }

  decide(contributionId: string, decision: Decision, hotelId?: string): Promise<Contribution> {
    return this.post(`/api/v1/contributions/${encodeURIComponent(contributionId)}/decisions`, {
      decision,
      ...(hotelId ? { hotelId } : {}),
    });
  }

  coverage(cursor?: string): Promise<{ hotels: HotelCoverage[]; nextCursor?: string }> {
    return this.json(`/api/v1/coverage?limit=200${next(cursor)}`);
  }
}

/** A case and a purpose in headers, which hold ASCII only. */
const inHeaders = (statement: CaseStatement) => ({
  "X-Case-Reference": encodeURIComponent(statement.caseReference.trim()),
  "X-Purpose": encodeURIComponent(statement.purpose.trim()),
});

const next = (cursor?: string) => (cursor ? `&cursor=${encodeURIComponent(cursor)}` : "");
