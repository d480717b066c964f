// @vitest-environment node
import { expect, test } from "vitest";
import { refusal } from "./refusal";

const files = [new File(["x"], "a.jpg"), new File(["x"], "t.jpg")];

test("says which of the chosen files is no picture", () => {
  const part = {
    name: "image",
    number: 2,
    why: "The first bytes are not those of a picture",
    reason: "UNKNOWN_FORMAT",
  };
  expect(refusal("Part 'image 2': no", part, files)).toEqual({
    text: "t.jpg is not a picture in a format that is read.",
    code: "UNKNOWN_FORMAT",
  });
});

test("keeps the service's reason where it is another one", () => {
  const animated = { name: "image", number: 1, why: "It has more than one frame", reason: "ANIMATED" };
  expect(refusal("Part 'image 1': no", animated, files)).toEqual({
    text: "a.jpg: It has more than one frame",
    code: "ANIMATED",
  });
  const large = { name: "image", number: 1, why: "It has too many bytes" };
  expect(refusal("Part 'image 1': no", large, files)).toEqual({ text: "a.jpg: It has too many bytes" });
});

test("leaves alone what speaks of no chosen file", () => {
  const empty = { why: "It is empty", reason: "EMPTY" };
  expect(refusal("Mask 1 is empty", { name: "mask", number: 1, ...empty }, files)).toEqual({ text: "Mask 1 is empty" });
  expect(refusal("Image 3 is empty", { name: "image", number: 3, ...empty }, files).text).toBe("Image 3 is empty");
  expect(refusal("The key is not known", undefined, files)).toEqual({ text: "The key is not known" });
});
