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
