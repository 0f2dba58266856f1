/** Shopify's published Admin schema 2026-10, and beside it what access each type and field asks for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
} from "graphql";

export interface RequiredAccess {
  text: string; // "`read_products` access scope."
  scopes: string[]; // one of them is enough
}

export interface AdminSchema {
  schema: GraphQLSchema;
  /** What the type itself asks for, wherever it appears. */
  typeAccess: Map<string, RequiredAccess>;
  /** By "Type.field". */
  fieldAccess: Map<string, RequiredAccess>;
}

interface SchemaFile {
  data: IntrospectionQuery;
  offline_scopes: {
    items: {
      type: "type" | "field";
      typeName: string;
      fieldName?: string;
      requiredAccess: string;
      offlineScopes: string[];
    }[];
  };
}

export const ADMIN_API_VERSION = "2026-10";

let loaded: AdminSchema | undefined;

/** Takes 0.3 s the first time, so nobody pays it who never calls the Admin API. */
export function loadAdminSchema(): AdminSchema {
  if (loaded) return loaded;
  const path = join(import.meta.dirname, `admin_${ADMIN_API_VERSION}.json.gz`);
  const file = JSON.parse(
    gunzipSync(readFileSync(path)).toString("utf8"),
  ) as SchemaFile;
  const typeAccess = new Map<string, RequiredAccess>();
  const fieldAccess = new Map<string, RequiredAccess>();
  for (const item of file.offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const access = { text: item.requiredAccess, scopes: item.offlineScopes };
    if (item.type === "type") typeAccess.set(item.typeName, access);
    else fieldAccess.set(`${item.typeName}.${item.fieldName}`, access);
  }
  loaded = {
    schema: buildClientSchema(file.data, { assumeValid: true }),
    typeAccess,
    fieldAccess,
  };
  return loaded;
}
