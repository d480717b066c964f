import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import type { AdGroup, AdGroupDetail, GroupRuling, Service } from "./api";
import { AdGroups } from "./groups";

afterEach(cleanup);

const STATEMENT = { caseReference: "TEST-1", purpose: "testing" };

const GROUP: AdGroup = {
  groupId: "poster-a",
  level: "POSTER",
  operationId: "operation-a",
  ads: 2,
  firstPosted: "2026-01-02T03:04:05Z",
  lastPosted: "2026-01-09T03:04:05Z",
  changedAt: "2026-01-09T03:04:06Z",
  closed: false,
};

const EDGE = {
  level: "POSTER" as const,
  adId: "a",
  otherAdId: "b",
  weight: 1,
  decided: false,
  keys: [],
  further: [],
  words: "Both ads hold the phone +12025550141",
};

const DETAIL: AdGroupDetail = {
  group: GROUP,
  posters: [],
  ads: [
    { adId: "a", title: "First", images: [], selectors: [], prices: [], placeCandidates: [] },
    { adId: "b", title: "Second", images: [], selectors: [], prices: [], placeCandidates: [] },
  ],
  moreAds: false,
  nearCopies: [
    {
      pictureKey: "i1",
      images: [
        { imageId: "i1", adId: "a", thumbnail: "/i1", evidence: "FIRST" },
        {
          imageId: "i2",
          adId: "b",
          thumbnail: "/i2",
          evidence: "EDITED_COPY",
          ofImageId: "i1",
          pdqDistance: 60,
          copy: { scale: 1, rotationDegrees: 0, mirrored: true, ownShare: 1, otherShare: 0.5 },
        },
      ],
    },
  ],
  noEvidence: [],
  selectors: [{ kind: "PHONE", value: "+12025550141", ads: 2 }],
  textTemplates: [],
  edges: [EDGE],
  cuts: [
    {
      level: "POSTER",
      kind: "PHONE",
      value: "+12025550141",
      ads: 9,
      groups: 3,
      otherGroupIds: ["poster-z"],
      reason: "AT_ONE_TIME",
      words: "This phone is used at one time by 3 posters that share no pictures",
    },
  ],
  decisions: [],
  alerts: [{ alertId: "x", decisionId: "d", seenAt: "2026-01-09T03:04:06Z", current: true, edge: EDGE }],
  changes: [],
};

function show() {
  const decide = vi.fn((_statement: unknown, _groupId: string, _ruling: GroupRuling) => Promise.resolve({}));
  const service = {
    adGroups: vi.fn(() => Promise.resolve({ groups: [GROUP] })),
    adGroup: vi.fn(() => Promise.resolve(DETAIL)),
    adGroupPath: () => Promise.resolve({ steps: [{ fromAdId: "a", toAdId: "b", edge: EDGE }] }),
    decideAdGroup: decide,
    picture: () => Promise.resolve(new Blob(["x"])),
  };
  const page = render(<AdGroups service={service as unknown as Service} statement={STATEMENT} />);
  return { ...page, service, decide };
}

async function opened() {
  const page = show();
  fireEvent.submit(page.container.querySelector("form")!);
  fireEvent.click(await screen.findByRole("button", { name: "Open" }));
  await screen.findByText("One poster: 2 ads");
  return page;
}

test("shows what a group holds, what joins it, what was cut, and what would break a decision", async () => {
  await opened();

  expect(screen.getByText("An edited copy. It shows 50 % of it. Mirrored.")).toBeTruthy();
  expect(screen.getByText(/used at one time by 3 posters/)).toBeTruthy();
  expect(screen.getByText(/would join ads that are held apart/)).toBeTruthy();

  fireEvent.click(screen.getByRole("button", { name: "Explain" }));
  expect(await screen.findByText("First → Second: Both ads hold the phone +12025550141.")).toBeTruthy();
});

test("holds two ads apart, labels the group, and reads it again", async () => {
  const { decide, service } = await opened();

  fireEvent.click(screen.getByRole("button", { name: "Hold them apart" }));
  await waitFor(() => expect(service.adGroup).toHaveBeenCalledTimes(2));
  fireEvent.click(screen.getByRole("button", { name: "No sign of coercion (closed)" }));
  await waitFor(() => expect(service.adGroup).toHaveBeenCalledTimes(3));

  expect(decide.mock.calls.map((call) => call[2])).toEqual([
    { ruling: "HELD_APART", adId: "a", otherAdId: "b" },
    { ruling: "LABELLED", label: "NO_SIGN_OF_COERCION" },
  ]);
});

test("asks for nothing before case and purpose are written", () => {
  const service = {} as Service;
  render(<AdGroups service={service} statement={{ caseReference: "TEST-1", purpose: " " }} />);

  expect(screen.getByRole<HTMLButtonElement>("button", { name: "List groups" }).disabled).toBe(true);
});
