// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { Service } from "./api";

afterEach(() => vi.unstubAllGlobals());

test("a found picture is asked for in the case of the search that found it", async () => {
  const asked: [string, Record<string, string>][] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push([path, init.headers as Record<string, string>]);
    return Promise.resolve(new Response("{}"));
  });
  const service = new Service("rp_key");

  await service.lookUpHash({ caseReference: "K 17/ü", purpose: "to compare" }, { md5: "0" });
  await service.picture("/api/v1/photos/p/picture");

  expect(asked[1]![1]).toMatchObject({ "X-Case-Reference": "K%2017%2F%C3%BC", "X-Purpose": "to%20compare" });
});
