/** Errors in the shapes Shopify's Admin API was recorded to answer. */
import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { RequiredAccess } from "../admin-schema/schema.ts";

export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
  extraInfo?: null;
  elementIndex?: number | null;
}

export function userError(
  field: string[] | null,
  code: string | null,
  message: string,
): UserError {
  return { field, code, message, extraInfo: null };
}

/** Nothing may look like an empty success that is only missing here. */
export function notSimulated(what: string): GraphQLError {
  return new GraphQLError(`The local Shopify does not simulate ${what}.`, {
    extensions: { code: "NOT_SIMULATED", subject: what },
  });
}

export function accessDenied(
  fieldName: string,
  access: RequiredAccess,
): GraphQLError {
  return new GraphQLError(
    `Access denied for ${fieldName} field. Required access: ${access.text}`,
    {
      extensions: {
        code: "ACCESS_DENIED",
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess: access.text,
      },
    },
  );
}

export function topLevelError(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** Shopify refuses an array argument of more than 250 elements before it looks at it. */
export function refuseLargeArray(
  list: readonly unknown[],
  info: GraphQLResolveInfo,
): void {
  if (list.length <= 250) return;
  throw new GraphQLError(
    `The input array size of ${list.length} is greater than the maximum allowed of 250.`,
    {
      path: [info.fieldName],
      extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
    },
  );
}
