import pg from "pg";
import { pool } from "#app/db.server.ts";

interface PlanNode {
  "Node Type": string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

/**
 * Runs `work` and answers, for each of its selects, how many rows PostgreSQL had to look at. For queries that are asked several
 * times a second: on a filled table the number says what no clock of a busy machine can.
 */
export async function countRowsRead(
  work: () => Promise<unknown>,
): Promise<{ text: string; rows: number }[]> {
  const asked = await recordSelects(work);
  const counted: { text: string; rows: number }[] = [];
  for (const { text, values } of asked) {
    const { rows } = await pool.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) ${text}`,
      values,
    );
    const plan = rows[0]?.["QUERY PLAN"][0].Plan;
    counted.push({ text, rows: plan ? rowsOf(plan) : 0 });
  }
  return counted;
}

function rowsOf(node: PlanNode): number {
  const own = /Scan/.test(node["Node Type"])
    ? ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) *
      (node["Actual Loops"] ?? 1)
    : 0;
  return (node.Plans ?? []).reduce((sum, inner) => sum + rowsOf(inner), own);
}

/** What goes over the wire, whoever sends it: Prisma and our own SQL share one driver. */
async function recordSelects(
  work: () => Promise<unknown>,
): Promise<{ text: string; values: unknown[] }[]> {
  const asked: { text: string; values: unknown[] }[] = [];
  const { prototype } = pg.Client as unknown as {
    prototype: { query: (...args: unknown[]) => unknown };
  };
  const query = prototype.query;
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const [first, second] = args;
    const given = first as { text?: string; values?: unknown[] } | string;
    const text = typeof given === "string" ? given : (given?.text ?? "");
    const values =
      (typeof given === "string" ? undefined : given?.values) ??
      (Array.isArray(second) ? second : []);
    if (/^\s*select\b/i.test(text) && !/pg_|set_config/.test(text))
      asked.push({ text, values });
    return query.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return asked;
}
