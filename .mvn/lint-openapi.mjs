// Checks descriptions of services with Redocly's recommended rules: node .mvn/lint-openapi.mjs FILE...
// Its library and not its command: that would bring a telemetry and hundreds of packages along.
import { createConfig, formatProblems, getTotals, lint } from "@redocly/openapi-core";

const config = await createConfig({ extends: ["recommended"] });
for (const file of process.argv.slice(2)) {
  const problems = await lint({ ref: file, config });
  const totals = getTotals(problems);
  formatProblems(problems, { format: "stylish", totals, version: "", maxProblems: 50 });
  if (totals.errors + totals.warnings > 0) process.exitCode = 1;
}
