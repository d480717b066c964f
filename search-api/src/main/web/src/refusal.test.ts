// @vitest-environment node
import { expect, test } from "vitest";
import { refusal } from "./refusal";

const files = [new File(["x"], "a.jpg"), new File(["x"], "t.jpg")];

test("says which of the chosen files is no picture", () => {
  expect(
    refusal("Part 'image 2': The first bytes are not those of a picture that is read (UNKNOWN_FORMAT)", files),
  ).toEqual({ text: "t.jpg is not a picture in a format that is read.", code: "UNKNOWN_FORMAT" });
});

test("keeps the service's reason where it is another one", () => {
  expect(refusal("Part 'image 1': It has more than one frame (ANIMATED)", files)).toEqual({
    text: "a.jpg: It has more than one frame",
    code: "ANIMATED",
  });
  expect(refusal("Part 'image 1' has more than 15360 KiB; send a smaller one", files)).toEqual({
    text: "a.jpg: has more than 15360 KiB; send a smaller one",
  });
});

test("leaves alone what speaks of no chosen file", () => {
  expect(refusal("Part 'mask 1': It is empty (EMPTY)", files)).toEqual({ text: "Part 'mask 1': It is empty (EMPTY)" });
  expect(refusal("Part 'image 3': It is empty (EMPTY)", files).text).toContain("image 3");
});
