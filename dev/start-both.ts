import { spawn, type ChildProcess } from "node:child_process";

/** Web and worker side by side in one terminal, for `shopify app dev`; in production each runs for itself. */
const children: ChildProcess[] = ["app/server.ts", "build/worker.js"].map(
  (script) => spawn(process.execPath, [script], { stdio: "inherit" }),
);

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => endAll(signal));

// One without the other would look alive and lose work.
for (const child of children)
  child.on("exit", (code) => {
    process.exitCode ||= code ?? 1;
    endAll("SIGTERM");
  });

function endAll(signal: NodeJS.Signals): void {
  for (const child of children) if (child.exitCode === null) child.kill(signal);
}
