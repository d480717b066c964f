import "swagger-ui-dist/swagger-ui.css";
// @ts-expect-error: the package ships no types for its module build
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

SwaggerUI({
  dom_id: "#viewer",
  url: "/api/v1/openapi.yaml",
  validatorUrl: null,
  deepLinking: true,
  tryItOutEnabled: false,
});
