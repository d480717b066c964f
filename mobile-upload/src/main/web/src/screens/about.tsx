import { useState } from "preact/hooks";
import { useApp } from "../context";
import { Confirmed, Notice, Title } from "../parts";

export function About() {
  const app = useApp();
  const t = app.speaker;
  const [forgotten, setForgotten] = useState(false);

  async function forget() {
    app.sender.stop();
    await app.store.forgetEverything();
    try {
      localStorage.clear();
    } catch {
      // Where it cannot be had nothing is in it.
    }
    setForgotten(true);
    app.changed();
  }

  return (
    <>
      <Title>{t.text("about.title")}</Title>
      <h2>{t.text("about.phone.title")}</h2>
      <p>{t.text("about.phone")}</p>
      <h2>{t.text("about.service.title")}</h2>
      <p>{t.text("about.service")}</p>
      <h2>{t.text("about.you.title")}</h2>
      <p>{t.text("about.you")}</p>
      <div role="status">{forgotten && <Notice kind="good">{t.text("about.forgotten")}</Notice>}</div>
      {!forgotten && (
        <Confirmed
          label={t.text("about.forget")}
          question={t.text("about.forgetSure")}
          yes={t.text("about.forgetYes")}
          class="wide"
          onYes={() => void forget()}
        />
      )}
    </>
  );
}
