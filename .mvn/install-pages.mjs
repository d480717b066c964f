// Installs what the pages are built with, unless that was done since the lock file last changed.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const done = "node_modules/.package-lock.json"; // npm writes it last
const isDone = existsSync(done) && statSync(done).mtimeMs >= statSync("package-lock.json").mtimeMs;
if (!isDone) {
  const npm = spawnSync("npm ci --prefer-offline --loglevel=error", { shell: true, stdio: "inherit" });
  process.exitCode = npm.status ?? 1;
}
