/** Runs one request to the Admin API: parse, validate, charge, execute, and answer as Shopify would. */
import {
  defaultTypeResolver,
  execute,
  getNamedType,
  getVariableValues,
  GraphQLError,
  Kind,
  parse,
  validate,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
} from "graphql";
import { loadAdminSchema, type AdminSchema } from "../admin-schema/schema.ts";
import type { AdminCall, Source } from "./call.ts";
import { costOf, MOST_PER_QUERY, refill, throttleStatus } from "./cost.ts";
import { accessDenied, notSimulated } from "./errors.ts";
import { mutationRoot, queryRoot } from "./resolvers/roots.ts";
import {
  toParseError,
  toValidationError,
  toVariableError,
} from "./validation-errors.ts";

export interface AdminRequest {
  query: string;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
}

type FieldFunction = (
  args: object,
  call: AdminCall,
  info: GraphQLResolveInfo,
) => unknown;

export interface AdminAnswer {
  data?: Record<string, unknown> | null;
  errors?: unknown[];
  extensions?: { cost: object };
}

function checkAccess(
  { typeAccess, fieldAccess }: AdminSchema,
  call: AdminCall,
  field: { parent: string; name: string; type: string },
): void {
  const access =
    fieldAccess.get(`${field.parent}.${field.name}`) ??
    typeAccess.get(field.type);
  if (!access) return;
  const granted = call.installation.scopes;
  const has = (scope: string) =>
    granted.includes(scope) ||
    (scope.startsWith("read_") &&
      granted.includes(scope.replace("read_", "write_")));
  const enough = /` and `/.test(access.text)
    ? access.scopes.every(has)
    : access.scopes.some(has);
  if (!enough) throw accessDenied(field.name, access);
}

/** The element type of a connection stands for it: reading `products` reads Product. */
const subject = (typeName: string) => typeName.replace(/Connection$/, "");

function resolverOf(
  admin: AdminSchema,
): GraphQLFieldResolver<Source, AdminCall> {
  return (source, args, call, info) => {
    checkAccess(admin, call, {
      parent: info.parentType.name,
      name: info.fieldName,
      type: subject(getNamedType(info.returnType).name),
    });
    if (!(info.fieldName in source))
      throw notSimulated(`the field ${info.parentType.name}.${info.fieldName}`);
    const value = source[info.fieldName];
    return typeof value === "function"
      ? (value as FieldFunction)(args, call, info)
      : value;
  };
}

function findOperation(
  document: ReturnType<typeof parse>,
  name: string | null | undefined,
): OperationDefinitionNode | string {
  const operations = document.definitions.filter(
    (one): one is OperationDefinitionNode =>
      one.kind === Kind.OPERATION_DEFINITION,
  );
  const wanted = name
    ? operations.find((one) => one.name?.value === name)
    : operations.length === 1
      ? operations[0]
      : undefined;
  return (
    wanted ??
    (name
      ? `No operation named "${name}"`
      : operations.length === 0
        ? "A query was not provided"
        : "An operation name is required")
  );
}

/** `realNow` in milliseconds drives the cost bucket: Shopify's restore rate knows nothing of a fast local clock. */
export async function executeAdmin(
  request: AdminRequest,
  call: AdminCall,
  realNow: number,
): Promise<AdminAnswer> {
  const admin = loadAdminSchema();
  const { schema } = admin;
  let document;
  try {
    document = parse(request.query);
  } catch (error) {
    return { errors: [toParseError(error as GraphQLError)] };
  }
  const faults = validate(schema, document);
  if (faults.length > 0)
    return {
      errors: faults.map((fault) => toValidationError(fault, document)),
    };
  const operation = findOperation(document, request.operationName);
  if (typeof operation === "string")
    return {
      errors: [{ message: operation, extensions: { code: "BAD_REQUEST" } }],
    };
  const given = request.variables ?? {};
  const { coerced, errors } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    given,
  );
  if (errors)
    return { errors: errors.map((error) => toVariableError(error, given)) };

  const { bucket } = call.installation;
  refill(bucket, realNow);
  const requested = costOf({ schema, document, operation, variables: coerced });
  const cost = (actual: number | null) => ({
    cost: {
      requestedQueryCost: requested,
      actualQueryCost: actual,
      throttleStatus: throttleStatus(bucket),
    },
  });
  if (requested > MOST_PER_QUERY)
    return {
      errors: [
        {
          message: `Query cost is ${requested}, which exceeds the single query max cost limit (${MOST_PER_QUERY}).`,
          extensions: {
            code: "MAX_COST_EXCEEDED",
            cost: requested,
            maxCost: MOST_PER_QUERY,
            documentation: "https://shopify.dev/api/usage/rate-limits",
          },
        },
      ],
    };
  if (call.ctx.world.faults.api.mode === "throttled") bucket.available = 0;
  if (requested > bucket.available)
    return {
      errors: [
        {
          message: "Throttled",
          extensions: {
            code: "THROTTLED",
            documentation: "https://shopify.dev/api/usage/rate-limits",
          },
        },
      ],
      extensions: cost(null),
    };
  bucket.available -= requested;

  const result = await execute({
    schema,
    document,
    operationName: operation.name?.value,
    rootValue: operation.operation === "mutation" ? mutationRoot : queryRoot,
    contextValue: call,
    variableValues: given,
    fieldResolver: resolverOf(admin) as GraphQLFieldResolver<unknown, unknown>,
    typeResolver: defaultTypeResolver,
  });
  const faultsInside = result.errors?.map((error) => {
    if (error.originalError && !(error.originalError instanceof GraphQLError))
      call.ctx.log.error(
        { err: error.originalError },
        "a resolver of the local Shopify failed",
      );
    return error.toJSON();
  });
  // A gap of the stand-in must stop the caller, never come back as half an answer; and Shopify refuses over-long arrays whole.
  const whole = result.errors?.find(
    (error) =>
      error.extensions["code"] === "NOT_SIMULATED" ||
      error.extensions["code"] === "MAX_INPUT_SIZE_EXCEEDED",
  );
  if (whole) {
    bucket.available += requested;
    return {
      errors: faultsInside!,
      ...(whole.extensions["code"] === "NOT_SIMULATED"
        ? {}
        : { extensions: cost(null) }),
    };
  }
  const data = JSON.parse(JSON.stringify(result.data ?? null)) as Record<
    string,
    unknown
  > | null;
  const actual = Math.min(
    requested,
    costOf({ schema, document, operation, variables: coerced, data }),
  );
  bucket.available += requested - actual;
  return {
    data,
    ...(faultsInside ? { errors: faultsInside } : {}),
    extensions: cost(actual),
  };
}
