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
  return {
    rank: 1,
    hotel: { hotelId, name: `Hotel ${hotelId}` },
    evidence,
    unverifiedOnly: false,
    score: 1,
    probability: 0.1,
    photos,
  };
}

function show(hotels: HotelHit[]) {
  const answer: HotelSearchAnswer = {
    auditId: "1",
    auditHash: "0".repeat(64),
    images: [{ width: 4, height: 3, hiddenShare: 0 }],
    hotels,
    notInGallery: 0.91,
    calibrated: true,
    part: { photos: 1, gallerySize: 1, withoutDate: 0, withoutPlace: 0 },
    report: { modelId: "m", indexGeneration: 1, gallerySize: 1, visited: 1, verified: 0, stages: [] },
  };
  return render(
    <HotelResults service={service} answer={answer} pictures={[{ file: new File(["x"], "x.jpg"), turns: 0 }]} />,
  );
}

const alike = hotel("a", "LOOKS_ALIKE", [photo("a1", "LOOKS_ALIKE")]);

test("a hotel that only a photo of the public proves stands in the ranking, marked, and is laid beside the picture", () => {
  const given = { ...hotel("b", "SAME_PICTURE", [photo("b1", "SAME_PICTURE")]), unverifiedOnly: true };
  const { container } = show([given, alike]);

  expect(container.querySelector("p.notice")!.textContent).toContain(
    "A photo that the public gave matches (Same picture)",
  );
  const rows = [...container.querySelectorAll("[data-hotel]")];
  expect(rows.map((row) => row.querySelector(".unverified")?.textContent)).toEqual([
    "Unverified photos only",
    undefined,
  ]);
  fireEvent.click(rows[0]!.querySelector(".photos button")!);
  expect(rows[0]!.querySelector(".compare")).toBeTruthy();
});

test("a hotel's badge is its own evidence, not that of the photo that stands first", () => {
  const { container } = show([hotel("a", "SAME_ROOM", [photo("a1", "LOOKS_ALIKE"), photo("a2", "SAME_ROOM")])]);

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
