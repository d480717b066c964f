import { expect, test } from "vitest";
import type { EvidenceKind, HotelHit, PhotoHit } from "./api";
import {
  caption,
  chances,
  compared,
  day,
  evidenceDetail,
  evidenceTitle,
  holds,
  leaves,
  nothingFound,
  origin,
  percent,
  seen,
  selectorOrigin,
  selectorTitle,
  whereabouts,
} from "./words";

function hotel(evidence: EvidenceKind, probability = 0.5, hotelId = "h1"): HotelHit {
  return {
    rank: 1,
    hotel: { hotelId, name: "Larkspur Inn" },
    evidence,
    unverifiedOnly: false,
    score: 1,
    probability,
    photos: [],
  };
}

const photo: PhotoHit = {
  pictureId: "p1",
  kind: "GALLERY_PHOTO",
  ownerId: "h1",
  queryImage: 0,
  evidence: "LOOKS_ALIKE",
  thumbnail: "/t",
};

test("a probability is never said to be certain", () => {
  expect(percent(0)).toBe("under 1 %");
  expect(percent(0.424)).toBe("42 %");
  expect(percent(1)).toBe("over 99 %");
});

test("says how a copy was edited and how much the two share", () => {
  const matches: PhotoHit["matches"] = Array.from({ length: 61 }, () => [0, 0, 1, 1]);
  const hit: PhotoHit = { ...photo, evidence: "SAME_PICTURE", matches };
  const copy = { mirrored: true, rotationDegrees: -89.6, queryShare: 0.64, photoShare: 0.718, map: [1, 0, 0, 0, 1, 0] };

  expect(evidenceDetail(hit)).toBe("The same picture, perhaps edited: 61 matching points.");
  expect(evidenceDetail({ ...hit, copy })).toBe(
    "The same picture, mirrored and turned by 90°: 61 matching points. " +
      "The picture asked about shows 72 % of this one. This one fills 64 % of the picture asked about.",
  );
  expect(
    evidenceDetail({
      ...hit,
      copy: { ...copy, mirrored: false, rotationDegrees: 0.4, queryShare: 0.99, photoShare: 1 },
    }),
  ).toBe("The same picture: 61 matching points.");
});

test("says what may be expected of the list", () => {
  const hotels = [hotel("SAME_ROOM")];
  expect(chances({ calibrated: false, notInGallery: 0, hotels })).toContain("no probabilities are stated");
  expect(chances({ calibrated: true, notInGallery: 0.8, hotels })).toContain("Probably not in the gallery (80 %)");
  expect(chances({ calibrated: true, notInGallery: 0.3, hotels })).toContain("Uncertain");
  expect(chances({ calibrated: true, notInGallery: 0.01, hotels, hotelsToBe90PercentSure: 1 })).toContain(
    "The first hotel is the right one",
  );
  expect(chances({ calibrated: true, notInGallery: 0.05, hotels, hotelsToBe90PercentSure: 4 })).toContain(
    "the first 4 hotels",
  );
});

test("never says that a hotel is the right one where nothing was verified", () => {
  const hotels = [hotel("LOOKS_ALIKE", 0.94)];
  expect(chances({ calibrated: true, notInGallery: 0.02, hotels, hotelsToBe90PercentSure: 1 })).toBe(
    "By likeness alone the first hotel is the best lead (estimated 94 %); 2 % that none of them is the right one. No matching " +
      "points prove it: compare the pictures before you rely on it.",
  );
  expect(chances({ calibrated: true, notInGallery: 0.8, hotels })).toContain("No matching points prove it");
  expect(chances({ calibrated: false, notInGallery: 0, hotels })).toContain("No matching points prove it");
});

test("one object in common is a lead, and never said to be the room", () => {
  const hotels = [hotel("SAME_OBJECT", 0.6)];
  const matches = [1, 2, 3].map((i): [number, number, number, number] => [i, i, i, i]);
  expect(evidenceTitle("SAME_OBJECT")).toBe("Same object, perhaps another room");
  expect(evidenceDetail({ ...photo, evidence: "SAME_OBJECT", matches })).toBe(
    "3 points match, all on one small object such as a cushion or a picture on the wall. Other rooms and other hotels can " +
      "have the same one: treat this as a lead, not as a finding.",
  );
  expect(holds(hotels[0]!)).toBe(false);
  expect(chances({ calibrated: true, notInGallery: 0.2, hotels, hotelsToBe90PercentSure: 1 })).toContain(
    "By likeness and one object alone the first hotel is the best lead (estimated 60 %)",
  );
  expect(chances({ calibrated: true, notInGallery: 0.8, hotels })).toContain(
    "No matching points prove it: these rooms look alike or have one object in common.",
  );
});

test("does not say that geometry proved nothing where it was not asked", () => {
  const report = { modelId: "m", indexGeneration: 1, gallerySize: 9, visited: 9, verified: 0, stages: [] };
  const said = chances({ calibrated: true, notInGallery: 0.01, hotels: [hotel("LOOKS_ALIKE", 0.999)], report });
  expect(said).toContain("(estimated over 99 %)");
  expect(said).toContain("No geometry was asked to prove it");
});

const part = { photos: 4, gallerySize: 214, withoutDate: 120, withoutPlace: 1 };

test("speaks of the part of the gallery that was searched, not of the whole", () => {
  const hotels = [hotel("SAME_ROOM")];
  expect(chances({ calibrated: true, notInGallery: 0.8, hotels, part })).toContain(
    "Probably not in this part of the gallery",
  );
  expect(chances({ calibrated: true, notInGallery: 0.8, hotels, part: { ...part, photos: 214 } })).toContain(
    "not in the gallery",
  );
  expect(nothingFound({ ...part, photos: 0 })).toContain("0 photos of 214 were searched");
  expect(nothingFound(undefined)).not.toContain("this part");
});

test("counts what was compared and what a filter leaves out", () => {
  const report = {
    modelId: "m",
    indexGeneration: 1,
    gallerySize: 214,
    visited: 4,
    verified: 3,
    stages: [{ name: "a", milliseconds: 1500 }],
  };
  expect(compared(report, part)).toBe("Searched among 4 of 214 photos in 1.50 s, 3 checked by geometry");
  expect(compared(report, undefined)).toBe("Searched among 214 pictures in 1.50 s, 3 checked by geometry");
  expect(leaves(part, true, false)).toBe(
    "This leaves 4 of 214 photos. Left out, whatever they show: 120 photos without a date.",
  );
  expect(leaves(part, false, true)).toContain("1 photo of hotels whose place is not known");
  expect(leaves(part, false, false)).toBe("This leaves 4 of 214 photos.");
});

test("says where a hotel stands and where a photo comes from", () => {
  expect(whereabouts({ hotelId: "h", name: "n", address: "1 Quay", latitude: 44.65, longitude: -63.57 })).toBe(
    "1 Quay · 44.65000, -63.57000",
  );
  expect(whereabouts({ hotelId: "h", name: "n" })).toBe("");
  expect(origin({ taken: "2024-05", source: "traffickcam" })).toBe("taken 2024-05 · source: traffickcam");
});

test("a hotel that an unverified photo alone proves is a lead, and said to be one", () => {
  const given = { ...hotel("SAME_ROOM", 0.3), unverifiedOnly: true };
  const said = chances({ calibrated: true, notInGallery: 0.6, hotels: [given, hotel("LOOKS_ALIKE", 0.1, "h2")] });
  expect(said).toBe(
    "A photo that the public gave matches (Same room, points match), and no trusted photo does: the first hotel is a lead " +
      "(estimated 30 %), not a finding. Nobody has verified that photo: look for another source. 60 % that none of these " +
      "hotels is the right one.",
  );
  expect(chances({ calibrated: false, notInGallery: 0.6, hotels: [given] })).toContain("is a lead, not a finding.");
});

test("an unverified photo that matches changes nothing in what is said of a verified hotel", () => {
  const hotels = [hotel("SAME_ROOM", 0.95), { ...hotel("SAME_ROOM", 0.01, "h2"), unverifiedOnly: true }];
  expect(chances({ calibrated: true, notInGallery: 0.04, hotels, hotelsToBe90PercentSure: 1 })).toBe(
    "The first hotel is the right one with a probability of 90 % or more; 4 % that none of them is.",
  );
});

test("says of a photo all that is known of its likeness", () => {
  const matches: [number, number, number, number][] = [[1, 2, 3, 4]];
  expect(caption({ ...photo, room: "12", matches, similarity: 0.8 })).toBe("room 12 · 1 point · similarity 0.80");
  expect(caption({ ...photo, tier: "CORROBORATED", similarity: 0.8 })).toBe("corroborated · similarity 0.80");
  expect(caption({ ...photo, similarity: -0.02 })).toBe("");
});

test("says days and contacts in words", () => {
  expect(day("2025-03-01T12:00:00Z")).toBe("2025-03-01");
  expect(day(undefined)).toBeUndefined();
  expect(selectorTitle("HANDLE")).toBe("handle");
  expect(selectorTitle("PHONE")).toBe("phone number");
  expect(selectorTitle("CRYPTO_ADDRESS")).toBe("crypto address");
});

test("says how much was looked at and what that is worth", () => {
  expect(seen({ width: 1, height: 1, hiddenShare: 0.4, expectedRecall: 0.66 })).toBe(
    "60 % of the picture was looked at. In measured searches with as much or more hidden the right hotel, where the gallery held it, " +
      "came first in 66 of 100.",
  );
  expect(seen({ width: 1, height: 1, hiddenShare: 0.8 })).toContain("was not measured");
  expect(seen({ width: 1, height: 1, hiddenShare: 0, regionShare: 0.05 })).toContain("5 % of the picture");
  expect(seen({ width: 1, height: 1, hiddenShare: 0, expectedRecall: 0.85 })).toBe("The whole picture was looked at.");
  expect(seen({ width: 1, height: 1, hiddenShare: 0.001, expectedRecall: 0.85 })).toContain("over 99 % of the picture");
});

test("says of a selector whether it was given, found in the text, or both", () => {
  expect(selectorOrigin({ given: true, found: false, inImage: false })).toBe("given");
  expect(selectorOrigin({ given: false, found: true, inImage: false })).toBe("found in the text");
  expect(selectorOrigin({ given: true, found: true, inImage: false })).toBe("given, and found in the text");
  expect(selectorOrigin({ given: false, found: true, inImage: true })).toBe("found in the text and in a picture");
  expect(selectorOrigin({ given: true, found: false, inImage: true })).toBe("given, and found in a picture");
});
