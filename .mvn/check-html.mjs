// Checks HTML by the Nu checker of the W3C's validator: node .mvn/check-html.mjs FILE-OR-FOLDER...
// Ends with 0 where all is valid, or names each fault with file, line and column, and ends with 1.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("Which files? node .mvn/check-html.mjs FILE-OR-FOLDER...");
  process.exit(2);
}
const checker = createRequire(import.meta.url)("vnu-jar");
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
const checked = spawnSync(java, ["-jar", checker, "--errors-only", "--skip-non-html", ...paths], { stdio: "inherit" });
if (checked.error) {
  console.error(`The checker could not be started: ${checked.error.message}. Set JAVA_HOME to where a JDK is.`);
}
process.exit(checked.status ?? 1);
