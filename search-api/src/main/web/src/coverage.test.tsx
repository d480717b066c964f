import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { Service } from "./api";
import { Coverage } from "./coverage";

afterEach(cleanup);

test("says at how many hotels of an area photos are wanted, in the colour of what is wanted", async () => {
  const hotels = [{ hotelId: "h1", name: "Larkspur Inn", country: "CA", photos: 0, rooms: 0 }];
  const service = { coverage: () => Promise.resolve({ hotels }) } as unknown as Service;
  const { container } = render(<Coverage service={service} />);

  expect(await screen.findByText("1 of 1")).toBeTruthy();
  expect(container.querySelector("meter")).toBeNull();
});

test("reads on to the last page, however many hotels there are, and counts them all", async () => {
  const pages = 40;
  const service = {
    coverage: (cursor?: string) => {
      const page = Number(cursor ?? "0");
      const hotels = Array.from({ length: 200 }, (_, i) => ({
        hotelId: `h${page}-${i}`,
        name: `Hotel ${page}-${i}`,
        country: "CA",
        photos: 50,
        rooms: 9,
        newestMonth: "2999-01",
      }));
      return Promise.resolve({ hotels, nextCursor: page + 1 < pages ? String(page + 1) : undefined });
    },
  } as unknown as Service;
  render(<Coverage service={service} />);

  expect(await screen.findByText("0 of 8000")).toBeTruthy();
});
