import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { type Service, ServiceError } from "./api";
import { HotelSearch } from "./searches";

afterEach(cleanup);

const statement = { caseReference: "C-1", purpose: "testing" };

function show(searchHotels: (query: unknown) => Promise<unknown>) {
  const service = { searchHotels, picture: () => Promise.reject(new Error("none")) } as unknown as Service;
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
  expect(screen.getByRole("alert").textContent).toBe("Only 8 can be searched at once; ninth.jpg was left out.");
});

test("an error goes away when other pictures are chosen, and names the file", async () => {
  const refused = new ServiceError(
    422,
    "picture-refused",
    "Part 'image 1': Not its first bytes (UNKNOWN_FORMAT)",
    "r1",
  );
  const { choose, search } = show(() => Promise.reject(refused));
  choose("t.jpg");

  search();
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("t.jpg is not a JPEG"));
  choose("u.jpg");

  expect(screen.queryByRole("alert")).toBeNull();
});

test("an answer to pictures that are no longer chosen is not shown", async () => {
  let answer: (value: unknown) => void = () => undefined;
  const { container, choose, search } = show(() => new Promise((resolve) => (answer = resolve)));
  choose("a.jpg");

  search();
  choose("b.jpg");
  answer({ hotels: [] });
  await new Promise((done) => setTimeout(done));

  expect(container.querySelector("h2")).toBeNull();
});

test("half a place is refused before anything is sent", () => {
  const sent = vi.fn();
  const { container, choose, search } = show(sent);
  choose("a.jpg");

  fireEvent.input(container.querySelector("input[inputmode=decimal]")!, { target: { value: "44.65" } });
  search();

  expect(screen.getByRole("alert").textContent).toContain("Give latitude and longitude, or neither");
  expect(sent).not.toHaveBeenCalled();
});
