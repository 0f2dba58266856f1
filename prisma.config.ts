import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";

// Prisma's CLI downloads native engines unless this names an existing file; `engine: "js"` then uses the
// WebAssembly engine that the package ships. See docs/decisions/003-prisma-without-engines.md.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= import.meta.filename;
process.env.DATABASE_URL ??= "postgresql://localhost/unset"; // `generate` and `migrate diff` need none

export default defineConfig({
  schema: "prisma/schema.prisma",
  experimental: { adapter: true },
  engine: "js",
  adapter: async () =>
    new PrismaPg({
      connectionString: process.env.DATABASE_URL,
      allowExitOnIdle: true,
    }),
});
