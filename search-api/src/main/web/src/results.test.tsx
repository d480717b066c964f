import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { EvidenceKind, HotelHit, HotelSearchAnswer, PhotoHit, Service } from "./api";
import { HotelResults } from "./results";

afterEach(cleanup);

const service = { picture: () => Promise.reject(new Error("no picture here")) } as unknown as Service;

function photo(pictureId: string, evidence: EvidenceKind): PhotoHit {
  return { pictureId, kind: "GALLERY_PHOTO", ownerId: "h", queryImage: 0, evidence, thumbnail: `/${pictureId}` };
}

function hotel(hotelId: string, evidence: EvidenceKind, photos: PhotoHit[]): HotelHit {
  return { rank: 1, hotel: { hotelId, name: `Hotel ${hotelId}` }, evidence, score: 1, probability: 0.1, photos };
}

function show(hotels: HotelHit[], unverifiedHotels: HotelHit[]) {
  const answer: HotelSearchAnswer = {
    auditId: "1",
    images: [{ width: 4, height: 3, hiddenShare: 0 }],
    hotels,
    unverifiedHotels,
    notInGallery: 0.91,
    calibrated: true,
    report: { modelId: "m", indexGeneration: 1, gallerySize: 1, visited: 1, verified: 0, stages: [] },
  };
  return render(<HotelResults service={service} answer={answer} images={[new File(["x"], "x.jpg")]} />);
}

const alike = hotel("a", "LOOKS_ALIKE", [photo("a1", "LOOKS_ALIKE")]);

test("a photo of the public that matches is named under the headline, unfolded, and laid beside the picture", () => {
  const { container } = show([alike], [hotel("b", "SAME_PICTURE", [photo("b1", "SAME_PICTURE")])]);

  expect(screen.getByText(/A photo from the public matches \(Same picture\)/)).toBeTruthy();
  const fold = container.querySelector<HTMLDetailsElement>("details.unverified")!;
  expect(fold.open).toBe(true);
  expect(container.querySelector("a[href='#from-the-public']")).toBeTruthy();
  expect(fold.id).toBe("from-the-public");
  expect(fold.querySelector("summary")!.textContent).toContain("of 1 hotel,");
  fireEvent.click(fold.querySelector(".photos button")!);
  expect(fold.querySelector(".compare")).toBeTruthy();
});

test("photos of the public that only look alike stay folded", () => {
  const { container } = show([alike], [hotel("b", "LOOKS_ALIKE", [photo("b1", "LOOKS_ALIKE")]), alike]);

  expect(screen.queryByText(/A photo from the public matches/)).toBeNull();
  expect(container.querySelector<HTMLDetailsElement>("details.unverified")!.open).toBe(false);
});

test("what the public gave is shown where no other hotel was found", () => {
  const { container } = show([], [hotel("b", "SAME_BYTES", [photo("b1", "SAME_BYTES")])]);

  expect(container.querySelector("[data-unverified-hotel=b]")).toBeTruthy();
});

test("a hotel's badge is its own evidence, not that of the photo that stands first", () => {
  const { container } = show([hotel("a", "SAME_ROOM", [photo("a1", "LOOKS_ALIKE"), photo("a2", "SAME_ROOM")])], []);

  expect(container.querySelector("[data-hotel=a] .evidence")!.textContent).toBe("Same room, verified");
});
