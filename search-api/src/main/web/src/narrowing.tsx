import { useEffect, useState } from "preact/hooks";
import { countries, countryName } from "../../../../../mobile-upload/src/main/web/src/countries";
import type { GalleryPart, Service } from "./api";
import { type FilterFields, filterOf } from "./filter";
import { leaves } from "./words";

/** Between the last key and the count, in milliseconds. */
const PAUSE = 400;

const COUNTRIES = countries("en");

/** What a filter leaves of the gallery, counted by the service a moment after the last change; undefined while it is not known. */
function usePart(service: Service, fields: FilterFields): GalleryPart | undefined {
  const [part, setPart] = useState<{ of: FilterFields; counted: GalleryPart }>();
  useEffect(() => {
    let filter;
    try {
      filter = filterOf(fields);
    } catch {
      return; // said when it is searched
    }
    if (Object.keys(filter).length === 0) {
      return;
    }
    let gone = false;
    const later = setTimeout(() => {
      service.countPart(filter).then(
        (counted) => !gone && setPart({ of: fields, counted }),
        () => undefined, // the search will say it
      );
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(later);
    };
  }, [service, fields]);
  return part?.of === fields ? part.counted : undefined;
}

/** The fields that narrow the gallery, and what they leave of it. */
export function Narrowing(props: { service: Service; fields: FilterFields; onChange: (fields: FilterFields) => void }) {
  const { fields } = props;
  const part = usePart(props.service, fields);
  const set = (change: Partial<FilterFields>) => props.onChange({ ...fields, ...change });
  const dated = fields.from !== "" || fields.to !== "";
  const placed = fields.latitude.trim() !== "" || fields.longitude.trim() !== "";
  return (
    <details class="filters">
      <summary>Narrow the gallery</summary>
      <div class="grid">
        <div>
          <label>
            Countries
            <select
              name="country"
              value=""
              onChange={(event) => {
                const code = event.currentTarget.value;
                event.currentTarget.value = "";
                if (code && !fields.countries.includes(code)) {
                  set({ countries: [...fields.countries, code] });
                }
              }}
            >
              <option value="">{fields.countries.length === 0 ? "all countries" : "add a country"}</option>
              {COUNTRIES.map((country) => (
                <option key={country.code} value={country.code}>
                  {country.name}
                </option>
              ))}
            </select>
          </label>
          {fields.countries.length > 0 && (
            <ul class="chips">
              {fields.countries.map((code) => (
                <li key={code}>
                  <button
                    type="button"
                    aria-label={`Remove ${countryName(code, "en")}`}
                    onClick={() => set({ countries: fields.countries.filter((other) => other !== code) })}
                  >
                    {countryName(code, "en")} <span aria-hidden="true">×</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
        <label>
          Chains
          <input
            value={fields.chains}
            autocomplete="off"
            onInput={(event) => set({ chains: event.currentTarget.value })}
            placeholder="separated by commas"
          />
        </label>
        <label>
          Photo taken from
          <input type="date" value={fields.from} onInput={(event) => set({ from: event.currentTarget.value })} />
        </label>
        <label>
          to
          <input type="date" value={fields.to} onInput={(event) => set({ to: event.currentTarget.value })} />
        </label>
        <label>
          Latitude
          <input
            inputMode="decimal"
            autocomplete="off"
            value={fields.latitude}
            onInput={(event) => set({ latitude: event.currentTarget.value })}
          />
        </label>
        <label>
          Longitude
          <input
            inputMode="decimal"
            autocomplete="off"
            value={fields.longitude}
            onInput={(event) => set({ longitude: event.currentTarget.value })}
          />
        </label>
        <label>
          Within kilometres
          <input
            inputMode="decimal"
            autocomplete="off"
            value={fields.kilometres}
            onInput={(event) => set({ kilometres: event.currentTarget.value })}
          />
        </label>
      </div>
      <p class="quiet" role="status">
        {part && leaves(part, dated, placed)}
      </p>
    </details>
  );
}
