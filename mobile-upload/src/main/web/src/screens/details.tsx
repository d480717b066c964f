import { useEffect, useState } from "preact/hooks";
import { useApp } from "../context";
import { GUIDED, monthOf } from "../outbox/state";
import { Actions, Title, useDraft } from "../parts";

/** Photos older than this are of little use: rooms are renovated. */
const MONTHS_OFFERED = 36;
const MAX_ROOM_LENGTH = 20;

function monthsUntil(now: Date): string[] {
  return Array.from({ length: MONTHS_OFFERED }, (_, back) =>
    monthOf(new Date(now.getFullYear(), now.getMonth() - back, 1)),
  );
}

export function Details({ id }: { id: string }) {
  const app = useApp();
  const t = app.speaker;
  const kept = useDraft(id);
  const months = monthsUntil(new Date());
  const [room, setRoom] = useState<string>();
  const [month, setMonth] = useState<string>();
  const known = kept !== undefined;
  useEffect(() => {
    if (kept !== undefined && room === undefined) {
      setRoom(kept.draft.room ?? "");
      setMonth(kept.draft.takenMonth ?? months[0]!);
    }
  }, [known]);

  async function go(event: Event) {
    event.preventDefault();
    await app.store.change(id, (now) => {
      if (now.state !== "DRAFT") {
        return now;
      }
      const { room: _, takenMonth: __, ...rest } = now;
      return { ...rest, ...(room?.trim() && { room: room.trim() }), ...(month && { takenMonth: month }) };
    });
    app.changed();
    const missing = GUIDED.find((label) => !kept?.photos.some((photo) => photo.label === label));
    app.go(
      missing === "CORNER"
        ? { name: "SHOT", id, label: "CORNER", from: "GUIDE" }
        : missing === undefined || (kept?.photos.length ?? 0) > 0
          ? { name: "REVIEW", id }
          : { name: "SHOT", id, label: missing, from: "GUIDE" },
    );
  }

  if (kept === undefined || room === undefined) {
    return null;
  }
  return (
    <form onSubmit={go}>
      <Title step={2}>{t.text("details.title")}</Title>
      <label for="room">
        {t.text("details.room")} <span class="quiet">({t.text("page.optional")})</span>
      </label>
      <input
        id="room"
        value={room}
        maxLength={MAX_ROOM_LENGTH}
        autocomplete="off"
        aria-describedby="room-help"
        onInput={(event) => setRoom(event.currentTarget.value)}
      />
      <p class="help" id="room-help">
        {t.text("details.roomHelp")}
      </p>
      <label for="month">{t.text("details.month")}</label>
      <select
        id="month"
        value={month}
        aria-describedby="month-help"
        onChange={(event) => setMonth(event.currentTarget.value)}
      >
        {months.map((one, i) => (
          <option key={one} value={one}>
            {i === 0 ? t.text("details.thisMonth", { month: t.month(one) }) : t.month(one)}
          </option>
        ))}
        <option value="">{t.text("details.monthUnknown")}</option>
      </select>
      <p class="help" id="month-help">
        {t.text("details.monthHelp")}
      </p>
      <Actions>
        <button type="submit" class="primary">
          {t.text("page.continue")}
        </button>
      </Actions>
    </form>
  );
}
