import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { EvidenceKind, HotelHit, HotelSearchAnswer, PhotoHit, Service } from "./api";
import { HotelResults, PictureList } from "./results";

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
  return render(
    <HotelResults service={service} answer={answer} pictures={[{ file: new File(["x"], "x.jpg"), turns: 0 }]} />,
  );
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

test("a found picture is named for a reader and laid beside the one that it was found by", () => {
  const hit: PhotoHit = {
    ...photo("i1", "SAME_ROOM"),
    kind: "AD_IMAGE",
    ownerId: "0123abcd",
    owner: { name: "New in town", place: "board.example" },
    matches: [[1, 1, 2, 2]],
    width: 4,
    height: 3,
  };
  const found = { hit, query: "/q", frame: { width: 4, height: 3 } };
  const { container } = render(<PictureList service={service} pictures={[found]} empty="none" />);

  expect(container.textContent).toContain("ad New in town · board.example");
  expect(container.querySelector("small.id")!.textContent).toBe("0123abcd");
  fireEvent.click(screen.getByRole("button", { name: "Lay both side by side" }));
  expect(container.querySelectorAll(".compare svg line")).toHaveLength(1);
  expect(container.textContent).not.toContain("Bright is what both");
});

test("a picture that was found by its hash has nothing to be laid beside", () => {
  render(<PictureList service={service} pictures={[{ hit: photo("i1", "SAME_BYTES") }]} empty="none" />);

  expect(screen.queryByRole("button")).toBeNull();
});
