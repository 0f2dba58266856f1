import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  choosePorts,
  startDatabase,
  startStack,
} from "../../dev/demo/stack.ts";
import { makeState } from "../../dev/demo/state.ts";
import { removeDatabase } from "../../dev/postgres.ts";
import { offerLevers } from "./stack-levers.ts";
import { STACK_VARIABLE, type StackAddresses } from "./stack-addresses.ts";

const FIRST_PORT = 4800;

/** Playwright's global start: database, local Shopify, web and worker, with data of their own. */
export default async function startForStories(): Promise<() => Promise<void>> {
  const dataDir = await fs.mkdtemp(
    path.join(os.tmpdir(), "second-thought-stories-"),
  );
  const database = await startDatabase(
    { dataDir, durable: false },
    FIRST_PORT + 4,
  );
  const { ports } = await choosePorts(FIRST_PORT);
  const crashes: string[] = [];
  const end = async () => {
    await database.stop();
    if (database.directory) await removeDatabase(path.join(dataDir, "pg"));
    // Kept when something went wrong: the logs say more than a picture.
    if (crashes.length === 0)
      await fs.rm(dataDir, { recursive: true, force: true });
  };
  try {
    const stack = await startStack({
      dataDir,
      state: makeState(),
      catalogue: "small",
      ports,
      databaseUrl: database.url,
      durable: false,
      onCrash: (remark) => crashes.push(remark),
    });
    const levers = await offerLevers([stack.web, stack.worker]);
    const { urls, databaseUrl, env } = stack;
    const addresses: StackAddresses = {
      urls,
      dataDir,
      databaseUrl,
      env,
      levers: levers.url,
    };
    process.env[STACK_VARIABLE] = JSON.stringify(addresses);
    return async () => {
      levers.close();
      await stack.stop();
      await end();
      if (crashes.length > 0)
        throw new Error(
          `A process of the stack crashed: ${crashes.join("; ")} (logs in ${dataDir})`,
        );
    };
  } catch (error) {
    await end();
    throw error;
  }
}
