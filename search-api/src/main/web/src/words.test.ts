import { expect, test } from "vitest";
import type { EvidenceKind, HotelHit, PhotoHit } from "./api";
import { byEvidence, caption, chances, day, percent, publicLead, seen, selectorTitle } from "./words";

function hotel(evidence: EvidenceKind, probability = 0.5, hotelId = "h1"): HotelHit {
  return { rank: 1, hotel: { hotelId, name: "Larkspur Inn" }, evidence, score: 1, probability, photos: [] };
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
    "Nothing could be verified. By likeness alone the first hotel is the best lead (estimated 94 %), and 2 % that none of " +
      "them is the right one.",
  );
  expect(chances({ calibrated: true, notInGallery: 0.8, hotels })).toContain("Nothing could be verified");
  expect(chances({ calibrated: false, notInGallery: 0, hotels })).toContain("Nothing could be verified");
});

test("does not say that nothing was verified where a photo of the public was", () => {
  const answer = { calibrated: true, notInGallery: 0.91, hotels: [hotel("LOOKS_ALIKE")] };
  const said = chances({ ...answer, unverifiedHotels: [hotel("SAME_PICTURE")] });
  expect(said).toBe(
    "The right hotel is probably none of the ranked ones (91 %). None of the ranked hotels could be verified: these rooms " +
      "only look alike.",
  );
});

test("names the strongest evidence of the public's photos, and none for a mere likeness", () => {
  expect(publicLead([hotel("LOOKS_ALIKE"), hotel("SAME_PICTURE")])).toContain("(Same picture)");
  expect(publicLead([hotel("LOOKS_ALIKE")])).toBeUndefined();
  expect(publicLead([])).toBeUndefined();
  const ordered = byEvidence([hotel("LOOKS_ALIKE", 0, "a"), hotel("SAME_ROOM", 0, "b"), hotel("LOOKS_ALIKE", 0, "c")]);
  expect(ordered.map((hit) => hit.hotel.hotelId)).toEqual(["b", "a", "c"]);
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
