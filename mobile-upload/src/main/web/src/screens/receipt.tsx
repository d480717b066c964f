import { useEffect, useState } from "preact/hooks";
import { ServiceProblem, type ReceiptStatus } from "../api";
import { useApp, type App } from "../context";
import { focusHeading } from "../focus";
import { next } from "../outbox/state";
import { Confirmed, Notice, Title } from "../parts";
import type { TextKey } from "../texts";

const CODE_LENGTH = 16;

/** The code as the service writes it, or nothing if it has not the right number of letters and digits. */
export function normalReceipt(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    // A code has no letters that look like digits (Crockford's base 32).
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return letters.length === CODE_LENGTH ? letters.match(/.{4}/g)!.join("-") : undefined;
}

/** What this phone keeps of a submission must not say any more that the photos are there. */
async function rememberWithdrawn(app: App, receipt: string): Promise<void> {
  const sent = app.submissions.find((one) => one.state === "SENT" && one.receipt === receipt);
  if (sent !== undefined) {
    await app.store.change(sent.id, (now) => next(now, { type: "WITHDRAWN" }));
    app.changed();
  }
}

export function Receipt(props: { receipt?: string }) {
  const app = useApp();
  const t = app.speaker;
  const [typed, setTyped] = useState(props.receipt ?? "");
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ receipt: string; said: ReceiptStatus }>();
  const [message, setMessage] = useState<TextKey>();

  async function ask(call: (receipt: string) => Promise<ReceiptStatus>) {
    const receipt = normalReceipt(typed);
    setMessage(undefined);
    if (receipt === undefined) {
      setMessage("receipt.shape");
      return;
    }
    setBusy(true);
    try {
      const said = await call(receipt);
      if (said.state === "WITHDRAWN") {
        await rememberWithdrawn(app, receipt);
      }
      setAnswer((before) => ({ receipt, said: { ...before?.said, ...said } }));
      if (call === withdraw) {
        focusHeading();
      }
    } catch (problem) {
      setAnswer(undefined);
      setMessage(
        !(problem instanceof ServiceProblem) || problem.status >= 500
          ? "receipt.unreachable"
          : problem.status === 429
            ? "receipt.busy"
            : "receipt.unknown",
      );
    } finally {
      setBusy(false);
    }
  }

  const withdraw = (receipt: string) => app.service.withdraw(receipt);
  const show = () => void ask((receipt) => app.service.lookUp(receipt));
  useEffect(() => {
    if (props.receipt !== undefined) {
      show();
    }
  }, []);

  const said = answer?.said;
  return (
    <>
      <Title>{t.text("receipt.title")}</Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          show();
        }}
      >
        <label for="code">{t.text("receipt.code")}</label>
        <input
          id="code"
          class="code"
          value={typed}
          maxLength={40}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="code-help"
          {...(message === "receipt.shape" && { "aria-invalid": "true" })}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setAnswer(undefined);
          }}
        />
        <p class="help" id="code-help">
          {t.text("receipt.codeHelp")}
        </p>
        <button type="submit" class="wide primary" disabled={busy}>
          {t.text("receipt.show")}
        </button>
      </form>
      <div role="status">
        {busy && <p class="busy">{t.text("receipt.asking")}</p>}
        {message && <Notice kind="warning">{t.text(message)}</Notice>}
        {said && (
          <div class="sheet" data-state={said.state}>
            <h2>{t.text(`receipt.state.${said.state}`)}</h2>
            <p>{t.text(`receipt.stateHelp.${said.state}`)}</p>
            {said.photos !== undefined && said.receivedMonth !== undefined && (
              <p class="quiet">{t.counted("receipt.photos", said.photos, { month: t.month(said.receivedMonth) })}</p>
            )}
          </div>
        )}
      </div>
      {said && said.state !== "WITHDRAWN" && said.state !== "REFUSED" && (
        <Confirmed
          label={t.text("receipt.withdraw")}
          question={t.text("receipt.withdrawSure")}
          yes={t.text("receipt.withdrawYes")}
          class="wide"
          onYes={() => void ask(withdraw)}
        />
      )}
    </>
  );
}
