import "swagger-ui-dist/swagger-ui.css";
// @ts-expect-error: the package ships no types for its module build
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

/** The viewer is dark by a class of its own; the reader's choice is followed, and followed again when it changes. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

SwaggerUI({
  dom_id: "#viewer",
  url: "/api/v1/openapi.yaml",
  validatorUrl: null,
  deepLinking: true,
  tryItOutEnabled: false,
});
