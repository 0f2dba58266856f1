import { say, step } from "#dev/print.ts";
import { build } from "#dev/build-steps.ts";

// `npm run build`: the shopper's script, the admin and the worker, ready for `npm start` and `npm run worker`.
try {
  await step("Build", build);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
