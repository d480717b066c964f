import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, expect, test } from "vitest";
import { type Rectangle, rectangleOf, Rectangles } from "./rectangles";

afterEach(cleanup);

test("a rectangle ends where the picture ends", () => {
  expect(rectangleOf({ left: "10", top: "0", width: "95,5", height: "12.5" })).toEqual({
    left: 10,
    top: 0,
    width: 90,
    height: 12.5,
  });
});

test("says which number does not fit, and what would", () => {
  const fits = { left: "0", top: "0", width: "10", height: "10" };
  expect(() => rectangleOf({ ...fits, left: "" })).toThrow(/^Left: write a number/);
  expect(() => rectangleOf({ ...fits, top: "-1" })).toThrow(/^Top: write a number/);
  expect(() => rectangleOf({ ...fits, width: "101" })).toThrow(/^Width: write a number/);
  expect(() => rectangleOf({ ...fits, height: "0" })).toThrow("more than 0");
  expect(() => rectangleOf({ ...fits, left: "100" })).toThrow("there the picture ends");
});

test("a rectangle is added by keys alone, listed, and taken away again", () => {
  let searched = 0;
  function Form() {
    const [rectangles, setRectangles] = useState<Rectangle[]>([]);
    return (
      <form onSubmit={() => searched++}>
        <Rectangles label="picture 1" layer="hide" rectangles={rectangles} onChange={setRectangles} />
      </form>
    );
  }
  render(<Form />);
  for (const [name, value] of Object.entries({ Left: "10", Top: "20", Width: "30", Height: "40" })) {
    fireEvent.input(screen.getByLabelText(`${name} (%)`), { target: { value } });
  }

  fireEvent.keyDown(screen.getByLabelText("Height (%)"), { key: "Enter" });

  expect(screen.getByRole("listitem").textContent).toContain("left 10 %, top 20 %, 30 % wide, 40 % high, hidden");
  expect(searched).toBe(0);
  fireEvent.click(screen.getByRole("button", { name: /^Remove the rectangle left 10/ }));
  expect(screen.queryByRole("listitem")).toBeNull();
});
