/**
 * What a query costs, after Shopify's published rules: scalars nothing, objects 1, connections by their `first` or `last`,
 * mutations 10 and what their connections add. Only Shopify knows its exact figures; these are never lower.
 * https://shopify.dev/docs/api/usage/limits
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

  const each = (
    found: unknown,
    size: number,
    costOfOne: (one: unknown) => number,
  ): number =>
    actual
      ? (found as unknown[]).reduce<number>(
          (sum, one) => sum + (one == null ? 0 : costOfOne(one)),
          0,
        )
      : size * costOfOne(undefined);

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
    if (named.name.endsWith("Edge"))
      return each(found, size, (one) => inside(one));
    if (type.name.endsWith("Connection"))
      return each(found, size, (one) => 1 + inside(one));
    if (actual && Array.isArray(found))
      return each(found, 0, (one) => (free ? 0 : 1) + inside(one));
    return (free ? 0 : 1) + inside(found);
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
