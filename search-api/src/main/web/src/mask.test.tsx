import { cleanup, render as show } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import type { Service } from "./api";
import { MaskEditor } from "./mask";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const service = { render: () => Promise.reject(new Error("no picture")) } as unknown as Service;

test("nothing can be painted on a file that is no picture", async () => {
  vi.stubGlobal(
    "Image",
    class {
      onerror?: () => void;
      set src(_: string) {
        queueMicrotask(() => this.onerror?.());
      }
    },
  );
  const none = () => undefined;
  const { container, findByRole } = show(
    <MaskEditor
      service={service}
      file={new File(["x"], "t.jpg")}
      label="picture 1"
      turns={0}
      onTurn={none}
      onMask={none}
      onRegion={none}
    />,
  );

  expect((await findByRole("alert")).textContent).toContain("t.jpg cannot be shown here");
  expect(container.querySelectorAll("button, select, input")).toHaveLength(0);
});

test("a file of a format that browsers draw each in their own way is drawn by the service", async () => {
  const render = vi.fn(() => Promise.resolve(new Blob(["a jpeg"])));
  const none = () => undefined;
  const files = { "t.heic": "....ftypheic....", "t.jpg": "\xff\xd8\xff\xe0........" };
  for (const [name, text] of Object.entries(files)) {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    show(<MaskEditor service={{ render } as unknown as Service} file={new File([bytes], name)} {...plain(none)} />);
    await new Promise((done) => setTimeout(done, 50));
  }

  expect(render).toHaveBeenCalledTimes(1);
});

const plain = (none: () => void) => ({ label: "picture 1", turns: 0, onTurn: none, onMask: none, onRegion: none });
