// Every command starts here: `node dev/with-node.mjs dev/demo.ts …` says kindly when Node is too old for
// TypeScript, and then becomes that script (no second process in between, so that signals arrive).
// Plain JavaScript on purpose: an old Node has to understand it.
import { setInterval } from "node:timers";
import { pathToFileURL } from "node:url";

const NEEDED = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  const wanted = NEEDED.join(".");
  const hint =
    process.platform === "darwin"
      ? `npm has no Node for macOS: please install Node ${wanted} or newer (https://nodejs.org) and try again.`
      : `"npm install" brings a newer one; start this with "npm run …", which finds it in node_modules.`;
  console.error(
    `Second Thought needs Node ${wanted} or newer, this is ${process.versions.node}. ${hint}`,
  );
  process.exit(1);
}

const production = process.argv[2] === "--production";
// Before anything is imported: React and Express decide at import which of their two selves they are.
if (production) process.env.NODE_ENV ??= "production";
// npm gives a signal to the shell between us and does not wait: the shell is gone, and nobody told us.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, "SIGTERM");
  }, 300).unref();
}

const [script] = process.argv.splice(2, production ? 2 : 1).slice(-1);
process.argv[1] = script;
await import(pathToFileURL(script).href);
