// Writes the types of a service's description for its pages: node .mvn/api-types/api-types.mjs OPENAPI.YAML TYPES.TS
// A workspace of its own, since the generator needs an older TypeScript than the pages are checked with.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const [description, types] = process.argv.slice(2);
const tree = await openapiTS(pathToFileURL(description), {
  // What may be left out of a request may be left out, whatever stands for it then.
  defaultNonNullable: false,
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  silent: true,
});
const text = `// Made from ${description.split("/").pop()} by npm run types: change that, not this.\n\n${astToString(tree)}`;
// Written only where it changed, so that a build that changed nothing finds nothing newer.
let before = "";
try {
  before = readFileSync(types, "utf8");
} catch {
  // Not made yet.
}
if (text !== before) writeFileSync(types, text);
