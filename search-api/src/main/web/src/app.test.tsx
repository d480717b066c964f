import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { App } from "./app";

beforeEach(() => {
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    signals.push(init.signal!);
    const permitted = !path.startsWith("/api/v1/contributions") && !path.startsWith("/api/v1/ads");
    return Promise.resolve(
      new Response(JSON.stringify({ hotels: [], roles: ["INVESTIGATOR"], detail: "not permitted" }), {
        status: permitted ? 200 : 403,
      }),
    );
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const signals: AbortSignal[] = [];

async function signIn() {
  fireEvent.input(screen.getByLabelText("API key"), { target: { value: "rp_key" } });
  fireEvent.click(screen.getByRole("button", { name: "Sign in" }));
  await screen.findByLabelText("Case reference");
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

test("another page and back keeps pictures and fields", async () => {
  const { container } = render(<App />);
  await signIn();
  fireEvent.change(container.querySelector("input[name=images]")!, { target: { files: [new File(["x"], "a.jpg")] } });
  fireEvent.input(field("Chains"), { target: { value: "Sedec" } });

  fireEvent.click(screen.getByRole("button", { name: "Look a picture up" }));
  expect(container.querySelector("figure.mask")!.closest("[hidden]")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Find the hotel" }));

  expect(container.querySelector("figure.mask")!.closest("[hidden]")).toBeNull();
  expect(field("Chains").value).toBe("Sedec");
});

test("signing out leaves nothing of a person's work for the next one", async () => {
  const { container } = render(<App />);
  await signIn();
  fireEvent.input(field("Case reference"), { target: { value: "K-17/2026" } });
  fireEvent.input(field("Purpose of this search"), { target: { value: "the purpose of K-17" } });
  fireEvent.input(field("Chains"), { target: { value: "Sedec" } });
  fireEvent.change(container.querySelector("input[name=images]")!, { target: { files: [new File(["x"], "a.jpg")] } });

  fireEvent.click(screen.getByRole("button", { name: "Sign out" }));
  expect(document.body.innerHTML).not.toContain("K-17");
  await signIn();

  for (const label of ["Case reference", "Purpose of this search", "Chains"]) {
    expect(field(label).value).toBe("");
  }
  expect(container.querySelector("figure.mask")).toBeNull();
  expect(sessionStorage.length + localStorage.length).toBe(0);
});
