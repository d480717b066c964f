import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { type Service, ServiceError } from "./api";
import { HotelSearch } from "./searches";

afterEach(cleanup);

const statement = { caseReference: "C-1", purpose: "testing" };

function show(searchHotels: (query: unknown) => Promise<unknown>) {
  const service = {
    searchHotels,
    picture: () => Promise.reject(new Error("none")),
    render: () => Promise.reject(new Error("none")),
  } as unknown as Service;
  const { container } = render(<HotelSearch service={service} statement={statement} />);
  const choose = (...names: string[]) =>
    fireEvent.change(container.querySelector("input[name=images]")!, {
      target: { files: names.map((name) => new File(["x"], name)) },
    });
  return { container, choose, search: () => fireEvent.submit(container.querySelector("form")!) };
}

test("says which picture is one too many", () => {
  const { container, choose } = show(vi.fn());

  choose("1", "2", "3", "4", "5", "6", "7", "8", "ninth.jpg");

  expect(container.querySelectorAll("figure.mask")).toHaveLength(8);
  expect(container.querySelector(".notice")!.textContent).toBe(
    "Only 8 can be searched at once; ninth.jpg was left out.",
  );
});

test("an error goes away when other pictures are chosen, and names the file", async () => {
  const refused = new ServiceError(
    422,
    "picture-refused",
    "Part 'image 1': Not its first bytes (UNKNOWN_FORMAT)",
    "r1",
    { name: "image", number: 1, why: "Not its first bytes", reason: "UNKNOWN_FORMAT" },
  );
  const { container, choose, search } = show(() => Promise.reject(refused));
  choose("t.jpg");

  search();
  await waitFor(() => expect(container.querySelector(".problem")!.textContent).toContain("t.jpg is not a picture"));
  choose("u.jpg");

  expect(container.querySelector(".problem")).toBeNull();
});

const ANSWER = {
  auditId: "7",
  images: [{ width: 4, height: 3, hiddenShare: 0 }],
  hotels: [],
  notInGallery: 1,
  calibrated: false,
  report: { modelId: "m", indexGeneration: 1, gallerySize: 3, visited: 3, verified: 0, stages: [] },
};

const OLD = /results of the former search/;

test("an answer to pictures that are no longer chosen says so", async () => {
  let answer: (value: unknown) => void = () => undefined;
  const sent = vi.fn(() => new Promise((resolve) => (answer = resolve)));
  const { choose, search } = show(sent);
  choose("a.jpg");

  search();
  await waitFor(() => expect(sent).toHaveBeenCalled());
  choose("b.jpg");
  answer(ANSWER);

  await screen.findByText(OLD);
});

test("results stay when a picture is removed, when a search fails, and when a field is wrong", async () => {
  const sent = vi.fn<() => Promise<unknown>>(() => Promise.resolve(ANSWER));
  const { container, choose, search } = show(sent);
  choose("a.jpg", "b.jpg");
  search();
  await screen.findByRole("heading", { name: "Hotels" });
  expect(screen.queryByText(OLD)).toBeNull();
  expect(container.querySelector<HTMLDetailsElement>("details.fold")!.open).toBe(false);

  fireEvent.click(screen.getByText("Remove picture 2"));
  expect(screen.getByText(OLD)).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Hotels" })).toBeTruthy();

  sent.mockReturnValueOnce(Promise.reject(new ServiceError(503, "busy", "Too many searches at once")));
  search();
  await screen.findByText(/Too many searches/);
  expect(screen.getByRole("heading", { name: "Hotels" })).toBeTruthy();

  fireEvent.input(screen.getByLabelText("Latitude"), { target: { value: "44.65" } });
  search();
  await screen.findByText(/Give latitude and longitude/);
  expect(screen.getByRole("heading", { name: "Hotels" })).toBeTruthy();
});

test("what a picture was turned by when it was painted on goes with the search", async () => {
  const sent = vi.fn((_: unknown) => Promise.resolve(ANSWER));
  const { choose, search } = show(sent);
  choose("a.jpg");

  search();

  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0]![0]).toMatchObject({ turns: [0], drawnOrientations: [0] });
});

test("half a place is refused before anything is sent", () => {
  const sent = vi.fn();
  const { choose, search } = show(sent);
  choose("a.jpg");

  fireEvent.input(screen.getByLabelText("Latitude"), { target: { value: "44.65" } });
  search();

  expect(screen.getByText(/Give latitude and longitude, or neither/)).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
});
