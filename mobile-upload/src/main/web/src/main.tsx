import { render } from "preact";
import { Root } from "./app";

render(<Root />, document.getElementById("app")!);

if ("serviceWorker" in navigator && import.meta.env.PROD) {
  // Without it (plain http, private mode) the page works as long as there is network.
  navigator.serviceWorker.register("./service-worker.js").catch(() => undefined);
}
