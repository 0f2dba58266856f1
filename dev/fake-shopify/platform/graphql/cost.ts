/**
 * What a query costs. Shopify publishes the rule (scalars nothing, objects 1, a mutation 10, connections "sized by first and
 * last") but not the sizing, which since 2024 is far below linear. Here a connection of n counts 2 + log2(n + 1), rounded up,
 * which gives the 6 of ten and the 7 of twenty plain nodes that connectors in production reckon with; objects without an id
 * (money, counts, attributes) count nothing. Only Shopify knows its exact figures.
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 */
import {
  getNamedType,
  isCompositeType,
  isUnionType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { Installation } from "../../world/types.ts";

const MUTATION_COST = 10;
export const BUCKET_SIZE = 2000;
export const RESTORE_RATE = 100; // points a second, in real time
export const MOST_PER_QUERY = 1000;

interface CostInput {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  /** Given: counts what came back. Left out: what was asked for. */
  data?: unknown;
}

interface Place {
  type: GraphQLCompositeType;
  value: unknown;
  /** Plain objects cost nothing in a mutation's payload. */
  free: boolean;
  /** Of the connection around, when there is one. */
  size: number;
}

export function costOf({
  schema,
  document,
  operation,
  variables,
  data,
}: CostInput): number {
  const actual = data !== undefined;
  const fragments = new Map(
    document.definitions
      .filter(
        (one): one is FragmentDefinitionNode =>
          one.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((one) => [one.name.value, one]),
  );

  /** A connection's nodes; `costOfOne` counts what hangs on each beside itself. */
  const ofNodes = (
    found: unknown,
    size: number,
    costOfOne: (one: unknown) => number,
  ): number => {
    if (!actual) return sizeCost(size) * (1 + costOfOne(undefined));
    const nodes = (found as unknown[]).filter((one) => one != null);
    const inner = nodes.reduce<number>((sum, one) => sum + costOfOne(one), 0);
    return Math.round(
      sizeCost(nodes.length) * (1 + inner / Math.max(1, nodes.length)),
    );
  };

  const pageSize = (field: FieldNode): number => {
    const value = field.arguments?.find(
      (one) => one.name.value === "first" || one.name.value === "last",
    )?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    return value?.kind === Kind.VARIABLE
      ? Number(variables[value.name.value] ?? 0)
      : 0;
  };

  function ofField(
    field: FieldNode,
    { type, value, free, size }: Place,
  ): number {
    const named = isUnionType(type)
      ? undefined
      : getNamedType(type.getFields()[field.name.value]?.type);
    const selections = field.selectionSet;
    if (
      !selections ||
      !named ||
      !isCompositeType(named) ||
      named.name === "PageInfo"
    )
      return 0;
    const found = (value as Record<string, unknown> | undefined)?.[
      field.alias?.value ?? field.name.value
    ];
    if (actual && found == null) return 0;
    const inside = (one: unknown, more?: Partial<Place>) =>
      ofSelections(selections, {
        type: named,
        value: one,
        free,
        size: 0,
        ...more,
      });

    if (named.name.endsWith("Connection"))
      return inside(found, { size: pageSize(field), free: false });
    const inConnection = type.name.endsWith("Connection");
    if (inConnection) return ofNodes(found, size, inside);
    // An edge is only the way to its node, which the connection has counted.
    const own = free || type.name.endsWith("Edge") || !hasId(named) ? 0 : 1;
    if (actual && Array.isArray(found))
      return found.reduce<number>(
        (sum, one) => sum + (one == null ? 0 : own + inside(one)),
        0,
      );
    return own + inside(found);
  }

  function ofSelections(selections: SelectionSetNode, place: Place): number {
    return selections.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + ofField(selection, place);
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : fragments.get(selection.name.value);
      const on = fragment?.typeCondition
        ? schema.getType(fragment.typeCondition.name.value)
        : place.type;
      return fragment && isCompositeType(on)
        ? sum + ofSelections(fragment.selectionSet, { ...place, type: on })
        : sum;
    }, 0);
  }

  const isMutation = operation.operation === "mutation";
  const root: Place = {
    type: schema.getRootType(operation.operation)!,
    value: data,
    free: isMutation,
    size: 0,
  };
  return (
    (isMutation
      ? operation.selectionSet.selections.length * MUTATION_COST
      : 0) + ofSelections(operation.selectionSet, root)
  );
}

function sizeCost(size: number): number {
  return 2 + Math.ceil(Math.log2(size + 1));
}

function hasId(type: GraphQLCompositeType): boolean {
  return isUnionType(type) || "id" in type.getFields() || type.name === "Shop";
}

/** The leaky bucket of one app in one shop. */
export function refill(bucket: Installation["bucket"], realNow: number): void {
  bucket.available = Math.min(
    BUCKET_SIZE,
    bucket.available + (Math.max(0, realNow - bucket.at) / 1000) * RESTORE_RATE,
  );
  bucket.at = realNow;
}

export function throttleStatus(bucket: Installation["bucket"]): object {
  return {
    maximumAvailable: BUCKET_SIZE,
    currentlyAvailable: Math.floor(bucket.available),
    restoreRate: RESTORE_RATE,
  };
}
