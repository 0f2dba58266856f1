/** Metafield definitions: the app's own, and Shopify's standard ones for reviews. */
import type { MetafieldDefinition } from "../../../world/types.ts";
import { newId, toStoredNamespace } from "../../../world/world.ts";
import type { AdminCall, Source } from "../call.ts";
import { connection, type PageArgs } from "../connection.ts";
import { userError } from "../errors.ts";
import { isKnownType } from "./metafield-values.ts";
import { toDefinition } from "./metafields.ts";

const STANDARD = [
  {
    ownerType: "PRODUCT",
    namespace: "reviews",
    key: "rating",
    type: "rating",
    name: "Product rating",
  },
  {
    ownerType: "PRODUCT",
    namespace: "reviews",
    key: "rating_count",
    type: "number_integer",
    name: "Product rating count",
  },
];

interface DefinitionInput {
  name: string;
  namespace?: string | null;
  key: string;
  ownerType: string;
  type: string;
}

type At = Pick<MetafieldDefinition, "ownerType" | "namespace" | "key">;
const find = (call: AdminCall, at: At) =>
  call.shop.metafieldDefinitions.find(
    (one) =>
      one.ownerType === at.ownerType &&
      one.namespace === at.namespace &&
      one.key === at.key,
  );

export const definitionQueries: Source = {
  metafieldDefinitions(
    args: PageArgs & {
      ownerType: string;
      namespace?: string | null;
      key?: string | null;
    },
    call: AdminCall,
  ) {
    const namespace =
      args.namespace == null
        ? null
        : toStoredNamespace(args.namespace, call.ctx.appConfig.appId);
    const items = call.shop.metafieldDefinitions.filter(
      (one) =>
        one.ownerType === args.ownerType &&
        (namespace === null || one.namespace === namespace) &&
        (args.key == null || one.key === args.key),
    );
    return connection({ items, args, toNode: toDefinition });
  },
};

export const definitionMutations: Source = {
  metafieldDefinitionCreate(
    { definition }: { definition: DefinitionInput },
    call: AdminCall,
  ) {
    const refuse = (part: string, code: string, message: string) => ({
      createdDefinition: null,
      userErrors: [userError(["definition", part], code, message)],
    });
    const namespace = toStoredNamespace(
      definition.namespace ?? "$app",
      call.ctx.appConfig.appId,
    );
    const at = {
      ownerType: definition.ownerType,
      namespace,
      key: definition.key,
    };
    if (definition.name.trim() === "")
      return refuse("name", "BLANK", "Name can't be blank");
    if (!isKnownType(definition.type))
      return refuse(
        "type",
        "INCLUSION",
        `Type name ${definition.type} is not a valid type.`,
      );
    if (find(call, at))
      return refuse(
        "key",
        "TAKEN",
        `Key is in use for ${titleCase(definition.ownerType)} metafields on the '${namespace}' namespace.`,
      );
    const created: MetafieldDefinition = {
      id: newId(call.ctx.world),
      ...at,
      type: definition.type,
      name: definition.name,
      standard: false,
    };
    call.shop.metafieldDefinitions.push(created);
    call.ctx.save();
    return { createdDefinition: toDefinition(created), userErrors: [] };
  },

  standardMetafieldDefinitionEnable(
    args: { ownerType: string; namespace?: string | null; key?: string | null },
    call: AdminCall,
  ) {
    const template = STANDARD.find(
      (one) =>
        one.ownerType === args.ownerType &&
        one.namespace === args.namespace &&
        one.key === args.key,
    );
    if (!template)
      return {
        createdDefinition: null,
        userErrors: [
          userError(
            null,
            "TEMPLATE_NOT_FOUND",
            "A standard definition wasn't found for the specified owner type, namespace, and key.",
          ),
        ],
      };
    let definition = find(call, template);
    if (!definition) {
      definition = { id: newId(call.ctx.world), ...template, standard: true };
      call.shop.metafieldDefinitions.push(definition);
      call.ctx.save();
    }
    return { createdDefinition: toDefinition(definition), userErrors: [] };
  },
};

function titleCase(ownerType: string): string {
  return ownerType.charAt(0) + ownerType.slice(1).toLowerCase();
}
