import { useState } from "preact/hooks";

/** What is painted: people to be hidden, or the one region that is searched for. */
export type Layer = "hide" | "only";

/** A rectangle of a picture; its four numbers are shares of the picture's sides in per cent. */
export interface Rectangle {
  id: number;
  layer: Layer;
  left: number;
  top: number;
  width: number;
  height: number;
}

const FIELDS = ["left", "top", "width", "height"] as const;
const TITLES = { left: "Left", top: "Top", width: "Width", height: "Height" };

/**
 * A rectangle of the numbers that were typed.
 *
 * @throws Error naming the number that does not fit, and what would
 */
export function rectangleOf(typed: Record<(typeof FIELDS)[number], string>): Omit<Rectangle, "id" | "layer"> {
  const result = { left: 0, top: 0, width: 0, height: 0 };
  for (const field of FIELDS) {
    const text = typed[field].trim().replace(",", ".");
    const value = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || value > 100) {
      throw new Error(`${TITLES[field]}: write a number of per cent from 0 to 100, such as 25.`);
    }
    result[field] = value;
  }
  if (result.width === 0 || result.height === 0) {
    throw new Error("Width and height are more than 0 per cent.");
  }
  if (result.left >= 100 || result.top >= 100) {
    throw new Error("Left and top are less than 100 per cent: there the picture ends.");
  }
  // What reaches beyond the edge ends there.
  result.width = Math.min(result.width, 100 - result.left);
  result.height = Math.min(result.height, 100 - result.top);
  return result;
}

const PURPOSES: Record<Layer, string> = { hide: "hidden", only: "searched for" };

/** A rectangle in words. */
const words = (one: Rectangle) =>
  `left ${one.left} %, top ${one.top} %, ${one.width} % wide, ${one.height} % high, ${PURPOSES[one.layer]}`;

/** Painting without a pointer: rectangles by their numbers, each listed and to be taken away again. */
export function Rectangles(props: {
  label: string;
  layer: Layer;
  rectangles: Rectangle[];
  onChange: (rectangles: Rectangle[]) => void;
}) {
  const [typed, setTyped] = useState({ left: "", top: "", width: "", height: "" });
  const [error, setError] = useState<string>();

  function add() {
    try {
      const one = rectangleOf(typed);
      const id = 1 + Math.max(0, ...props.rectangles.map((other) => other.id));
      setError(undefined);
      setTyped({ left: "", top: "", width: "", height: "" });
      props.onChange([...props.rectangles, { id, layer: props.layer, ...one }]);
    } catch (problem) {
      setError((problem as Error).message);
    }
  }

  return (
    <details class="rectangles">
      <summary>Paint a rectangle by numbers</summary>
      <fieldset>
        <legend>A rectangle on {props.label}, in per cent of the picture, from its upper left corner</legend>
        <div class="numbers">
          {FIELDS.map((field) => (
            <label key={field}>
              {TITLES[field]} (%)
              <input
                name={field}
                inputMode="decimal"
                autocomplete="off"
                value={typed[field]}
                onInput={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key === "Enter") {
                    event.preventDefault(); // adds the rectangle, and does not search yet
                    add();
                  }
                }}
              />
            </label>
          ))}
          <button type="button" onClick={add}>
            {props.layer === "hide" ? "Hide this rectangle" : "Search for this rectangle"}
          </button>
        </div>
        {error && (
          <p class="problem" role="alert">
            {error}
          </p>
        )}
      </fieldset>
      {props.rectangles.length > 0 && (
        <ul>
          {props.rectangles.map((one) => (
            <li key={one.id}>
              {words(one)}{" "}
              <button
                type="button"
                aria-label={`Remove the rectangle ${words(one)}`}
                onClick={() => props.onChange(props.rectangles.filter((other) => other.id !== one.id))}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
