import { cleanup, render } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { MaskEditor } from "./mask";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

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
  const { container, findByRole } = render(
    <MaskEditor
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
