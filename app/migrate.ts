import { closeDatabase, pool } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { migrate } from "#app/migrate.server.ts";

// `npm run migrate`: for deployments that want the database ready before the first process starts. Web and
// worker do the same at boot, so leaving it out breaks nothing.
try {
  const applied = await migrate({ pool });
  log.info({ applied }, "the database is up to date");
} catch (error) {
  log.fatal({ err: error }, "the migration failed");
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
