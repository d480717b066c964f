import { useId, useMemo, useRef, useState } from "preact/hooks";
import { ServiceProblem, type ListedHotel } from "../api";
import { useApp } from "../context";
import { countries, countryName } from "../countries";
import { Sign } from "../outlines";
import type { ChosenHotel, Place } from "../outbox/state";
import { Actions, Notice, Title, useDraft } from "../parts";
import type { TextKey } from "../texts";

/** Places are rounded to this many decimals of a degree before they leave the phone: about 100 metres. */
const PLACE_DECIMALS = 3;
const PLACE_PATIENCE_MILLISECONDS = 20_000;

export function rounded(place: Place): Place {
  const factor = 10 ** PLACE_DECIMALS;
  return {
    latitude: Math.round(place.latitude * factor) / factor,
    longitude: Math.round(place.longitude * factor) / factor,
  };
}

function askForPlace(): Promise<Place> {
  return new Promise((resolve, reject) => {
    if (!("geolocation" in navigator)) {
      reject(new Error("no geolocation"));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      (position) => resolve(rounded(position.coords)),
      () => reject(new Error("refused")),
      { enableHighAccuracy: false, timeout: PLACE_PATIENCE_MILLISECONDS, maximumAge: 60_000 },
    );
  });
}

type Search = { busy?: TextKey; message?: TextKey; hotels?: readonly ListedHotel[] };

export function HotelChoice({ id }: { id: string }) {
  const app = useApp();
  const t = app.speaker;
  const kept = useDraft(id);
  const [name, setName] = useState("");
  const [search, setSearch] = useState<Search>({});
  const [adding, setAdding] = useState(false);
  const [place, setPlace] = useState<Place>();
  const newest = useRef(0);

  async function find(busy: TextKey, hotels: () => Promise<readonly ListedHotel[]>) {
    const mine = ++newest.current;
    setSearch({ busy });
    const found = await hotels().then(
      (list): Search => (list.length > 0 ? { hotels: list } : { message: "hotel.nothing" }),
      (problem): Search => ({
        message: problem instanceof ServiceProblem && problem.status === 429 ? "hotel.busy" : "hotel.unreachable",
      }),
    );
    if (mine === newest.current) {
      setSearch(found);
      setAdding(found.message === "hotel.unreachable");
    }
  }

  async function near() {
    setSearch({ busy: "hotel.locating" });
    let here: Place;
    try {
      here = await askForPlace();
    } catch {
      setSearch({ message: "hotel.refused" });
      return;
    }
    setPlace(here);
    await find("hotel.searching", () => app.service.hotelsNear(here));
  }

  function byName(event: Event) {
    event.preventDefault();
    if (name.trim() !== "") {
      void find("hotel.searching", () => app.service.hotelsByName(name.trim()));
    }
  }

  async function choose(hotel: ChosenHotel) {
    await app.store.change(id, (now) => {
      if (now.state !== "DRAFT") {
        return now;
      }
      const { place: _, ...rest } = now;
      return { ...rest, hotel, ...(place && { place }) };
    });
    app.changed();
    app.go({ name: "DETAILS", id });
  }

  if (kept === undefined) {
    return null;
  }
  const chosen = kept.draft.hotel;
  return (
    <>
      <Title step={1}>{t.text("hotel.title")}</Title>
      {chosen && (
        <p class="chosen">
          <Sign name="check" />
          <span>
            {t.text("hotel.chosen")}: <strong>{chosen.name}</strong>
          </span>
        </p>
      )}
      <button type="button" class="wide" onClick={near} aria-describedby="near-help">
        <Sign name="place" />
        {t.text("hotel.near")}
      </button>
      <p class="help" id="near-help">
        {t.text("hotel.nearHelp")}
      </p>
      <form onSubmit={byName} role="search">
        <label for="hotel-name">{t.text("hotel.byName")}</label>
        <div class="joined">
          <input
            id="hotel-name"
            type="search"
            value={name}
            maxLength={200}
            autocomplete="off"
            enterkeyhint="search"
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <button type="submit">{t.text("hotel.search")}</button>
        </div>
      </form>
      <div role="status">
        {search.busy && <p class="busy">{t.text(search.busy)}</p>}
        {search.message && <Notice kind="info">{t.text(search.message)}</Notice>}
      </div>
      {search.hotels && (
        <>
          <h2>{t.text("hotel.results")}</h2>
          <ul class="cards">
            {search.hotels.map((hotel) => (
              <li key={hotel.id}>
                <button
                  type="button"
                  class="card"
                  onClick={() =>
                    choose({
                      kind: "KNOWN",
                      hotelId: hotel.id,
                      name: hotel.name,
                      ...(hotel.town && { town: hotel.town }),
                    })
                  }
                >
                  <strong>{hotel.name}</strong>
                  <span class="quiet">
                    {[
                      hotel.town,
                      hotel.country && countryName(hotel.country, t.language),
                      hotel.distanceMetres !== undefined && t.distance(hotel.distanceMetres),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                  <Sign name="forward" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {adding ? (
        <NewHotel name={name} onAdd={choose} />
      ) : (
        <button type="button" class="link" onClick={() => setAdding(true)}>
          {t.text("hotel.missing")}
        </button>
      )}
      {chosen && (
        <Actions>
          <button type="button" class="primary" onClick={() => app.go({ name: "DETAILS", id })}>
            {t.text("page.continue")}
          </button>
        </Actions>
      )}
    </>
  );
}

function NewHotel(props: { name: string; onAdd: (hotel: ChosenHotel) => void }) {
  const { speaker: t } = useApp();
  const [name, setName] = useState(props.name);
  const [town, setTown] = useState("");
  const [country, setCountry] = useState("");
  const [missing, setMissing] = useState(false);
  const list = useMemo(() => countries(t.language), [t.language]);
  const field = useId();
  const input = useRef<HTMLInputElement>(null);

  function add(event: Event) {
    event.preventDefault();
    if (name.trim() === "") {
      setMissing(true);
      input.current?.focus();
      return;
    }
    props.onAdd({
      kind: "NEW",
      name: name.trim(),
      ...(town.trim() && { town: town.trim() }),
      ...(country && { country }),
    });
  }

  return (
    <form class="sheet" onSubmit={add} noValidate aria-labelledby={`${field}-title`}>
      <h2 id={`${field}-title`}>{t.text("hotel.addTitle")}</h2>
      <label for={`${field}-name`}>{t.text("hotel.byName")}</label>
      <input
        id={`${field}-name`}
        ref={input}
        value={name}
        maxLength={200}
        autocomplete="off"
        aria-required="true"
        {...(missing && { "aria-invalid": "true", "aria-describedby": `${field}-missing` })}
        onInput={(event) => {
          setName(event.currentTarget.value);
          setMissing(false);
        }}
      />
      {missing && (
        <p class="error" id={`${field}-missing`} role="alert">
          {t.text("hotel.nameNeeded")}
        </p>
      )}
      <label for={`${field}-town`}>
        {t.text("hotel.town")} <span class="quiet">({t.text("page.optional")})</span>
      </label>
      <input
        id={`${field}-town`}
        value={town}
        maxLength={100}
        autocomplete="off"
        onInput={(event) => setTown(event.currentTarget.value)}
      />
      <label for={`${field}-country`}>
        {t.text("hotel.country")} <span class="quiet">({t.text("page.optional")})</span>
      </label>
      <select id={`${field}-country`} value={country} onChange={(event) => setCountry(event.currentTarget.value)}>
        <option value="" />
        {list.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
      <button type="submit" class="primary">
        {t.text("hotel.add")}
      </button>
    </form>
  );
}
