import { expect, test } from "vitest";
import { hashFields } from "./hash";

test("tells hashes apart by their length", () => {
  expect(hashFields("a".repeat(32), true)).toEqual({ md5: "a".repeat(32) });
  expect(hashFields(" " + "B".repeat(40) + "\n", true)).toEqual({ sha1: "b".repeat(40) });
  expect(hashFields("c".repeat(64), true)).toEqual({ pdq: "c".repeat(64) });
  expect(hashFields("c".repeat(64), false)).toEqual({ sha256: "c".repeat(64) });
});

test("refuses what is no hash", () => {
  expect(hashFields("", true)).toBeUndefined();
  expect(hashFields("g".repeat(64), true)).toBeUndefined();
  expect(hashFields("a".repeat(63), true)).toBeUndefined();
});
