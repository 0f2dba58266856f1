/** Metafields: reading, setting up to 25 at once (all or nothing), deleting. */
import { createHash } from "node:crypto";
import type { Metafield, MetafieldDefinition } from "../../../world/types.ts";
import { gid, newId, toIso, toStoredNamespace } from "../../../world/world.ts";
import { idOf, typeOf, type AdminCall, type Source } from "../call.ts";
import { connection, type PageArgs } from "../connection.ts";
import { notSimulated, type UserError } from "../errors.ts";
import { faultOfValue, isKnownType } from "./metafield-values.ts";

type OwnerType = Metafield["ownerType"];
type At = Pick<Metafield, "ownerType" | "ownerId" | "namespace" | "key">;

const OWNER_OF_GID: Record<string, OwnerType> = {
  Product: "PRODUCT",
  Shop: "SHOP",
  AppInstallation: "APP_INSTALLATION",
  Customer: "CUSTOMER",
  Collection: "COLLECTION",
};

interface SetInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  value: string;
  type?: string | null;
  compareDigest?: string | null;
}

const namespaceOf = (call: AdminCall, namespace: string | null | undefined) =>
  toStoredNamespace(namespace ?? "$app", call.ctx.appConfig.appId);

function compareDigest(metafield: Pick<Metafield, "type" | "value">): string {
  return createHash("sha256")
    .update(`${metafield.type}\n${metafield.value}`)
    .digest("hex");
}

function toMetafield(metafield: Metafield, call: AdminCall): Source {
  return {
    __typename: "Metafield",
    id: gid("Metafield", metafield.id),
    legacyResourceId: metafield.id,
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    jsonValue: /^(json|rating|boolean|number_integer|list\.)/.test(
      metafield.type,
    )
      ? (JSON.parse(metafield.value) as unknown)
      : metafield.value,
    compareDigest: compareDigest(metafield),
    sizeInBytes: Buffer.byteLength(metafield.value),
    ownerType:
      metafield.ownerType === "APP_INSTALLATION"
        ? "API_PERMISSION"
        : metafield.ownerType,
    createdAt: metafield.createdAt,
    updatedAt: metafield.updatedAt,
    definition: () => {
      const found = call.shop.metafieldDefinitions.find(
        (one) =>
          one.ownerType === metafield.ownerType &&
          one.namespace === metafield.namespace &&
          one.key === metafield.key,
      );
      return found ? toDefinition(found) : null;
    },
  };
}

export function toDefinition(definition: MetafieldDefinition): Source {
  return {
    __typename: "MetafieldDefinition",
    id: gid("MetafieldDefinition", definition.id),
    name: definition.name,
    namespace: definition.namespace,
    key: definition.key,
    ownerType: definition.ownerType,
    type: { name: definition.type },
    description: null,
    pinnedPosition: null,
  };
}

/** The fields `metafield` and `metafields` of any owner. */
export function metafieldFields({
  call,
  ownerType,
  ownerId,
}: {
  call: AdminCall;
  ownerType: OwnerType;
  ownerId: string;
}): Source {
  const owned = () =>
    call.shop.metafields.filter(
      (one) => one.ownerType === ownerType && one.ownerId === ownerId,
    );
  return {
    metafield: (args: { namespace?: string | null; key: string }) => {
      const namespace = namespaceOf(call, args.namespace);
      const found = owned().find(
        (one) => one.namespace === namespace && one.key === args.key,
      );
      return found ? toMetafield(found, call) : null;
    },
    metafields: (
      args: PageArgs & { namespace?: string | null; keys?: string[] | null },
    ) => {
      const namespace =
        args.namespace == null ? null : namespaceOf(call, args.namespace);
      const keys = args.keys?.map((key) => {
        const dot = key.lastIndexOf(".");
        return dot < 0
          ? key
          : `${namespaceOf(call, key.slice(0, dot))}.${key.slice(dot + 1)}`;
      });
      const items = owned().filter(
        (one) =>
          (namespace === null || one.namespace === namespace) &&
          (!keys ||
            keys.includes(`${one.namespace}.${one.key}`) ||
            (namespace !== null && keys.includes(one.key))),
      );
      return connection({
        items,
        args,
        toNode: (metafield) => toMetafield(metafield, call),
      });
    },
  };
}

/** Does this shop have such an owner? */
function findOwner(
  call: AdminCall,
  ownerGid: string,
): { ownerType: OwnerType; ownerId: string } | null {
  const type = typeOf(ownerGid);
  const ownerType = type ? OWNER_OF_GID[type] : undefined;
  if (!type || !ownerType) throw notSimulated(`metafields of ${ownerGid}`);
  const id = idOf(type, ownerGid)!;
  const { shop } = call;
  const exists = {
    PRODUCT: () => shop.products.some((product) => product.id === id),
    SHOP: () => shop.id === id,
    APP_INSTALLATION: () => call.installation.appInstallationId === id,
    CUSTOMER: () => shop.customers.some((customer) => customer.id === id),
    COLLECTION: () =>
      shop.collections.some((collection) => collection.id === id),
  }[ownerType];
  return exists() ? { ownerType, ownerId: id } : null;
}

function setError(
  index: number | null,
  part: string | null,
  code: string,
  message: string,
): UserError {
  const field =
    index === null
      ? ["metafields"]
      : part
        ? ["metafields", String(index), part]
        : ["metafields", String(index)];
  return { field, code, message, elementIndex: null };
}

function findMetafield(call: AdminCall, at: At): Metafield | undefined {
  return call.shop.metafields.find(
    (one) =>
      one.ownerType === at.ownerType &&
      one.ownerId === at.ownerId &&
      one.namespace === at.namespace &&
      one.key === at.key,
  );
}

function definedType(call: AdminCall, at: At): string | undefined {
  return call.shop.metafieldDefinitions.find(
    (one) =>
      one.ownerType === at.ownerType &&
      one.namespace === at.namespace &&
      one.key === at.key,
  )?.type;
}

function checkNames(call: AdminCall, at: At, index: number): UserError[] {
  const { namespace, key } = at;
  const own = `app--${call.ctx.appConfig.appId}`;
  const errors: UserError[] = [];
  if (
    namespace.startsWith("app--") &&
    namespace !== own &&
    !namespace.startsWith(`${own}--`)
  )
    errors.push(
      setError(
        index,
        "namespace",
        "APP_NOT_AUTHORIZED",
        "Access to this namespace and key on Metafields for this resource type is not allowed.",
      ),
    );
  if (namespace.length < 3)
    errors.push(
      setError(
        index,
        "namespace",
        "TOO_SHORT",
        "Namespace is too short (minimum is 3 characters)",
      ),
    );
  if (namespace.length > 255)
    errors.push(
      setError(
        index,
        "namespace",
        "TOO_LONG",
        "Namespace is too long (maximum is 255 characters)",
      ),
    );
  if (key === "")
    errors.push(setError(index, "key", "BLANK", "Key can't be blank"));
  else if (key.length < 2)
    errors.push(
      setError(
        index,
        "key",
        "TOO_SHORT",
        "Key is too short (minimum is 2 characters)",
      ),
    );
  else if (key.length > 64)
    errors.push(
      setError(
        index,
        "key",
        "TOO_LONG",
        "Key is too long (maximum is 64 characters)",
      ),
    );
  return errors;
}

function checkValue(
  call: AdminCall,
  at: At,
  input: SetInput,
  index: number,
): UserError[] {
  const defined = definedType(call, at);
  const type = defined ?? input.type ?? findMetafield(call, at)?.type;
  if (!type) return [setError(index, "type", "BLANK", "Type can't be blank")];
  if (!isKnownType(type)) throw notSimulated(`metafields of type ${type}`);
  if (defined && input.type && input.type !== defined)
    return [
      setError(
        index,
        "type",
        "INVALID_TYPE",
        `Type must be consistent with the definition's type: '${defined}'.`,
      ),
    ];
  if (input.value === "")
    return [setError(index, "value", "BLANK", "Value can't be blank.")];
  const fault = faultOfValue({ type, value: input.value });
  return fault ? [setError(index, "value", "INVALID_VALUE", fault)] : [];
}

interface Checked {
  at: At;
  errors: UserError[];
}

function checkInput(call: AdminCall, input: SetInput, index: number): Checked {
  const owner = findOwner(call, input.ownerId);
  const namespace = namespaceOf(call, input.namespace);
  if (!owner)
    return {
      at: { ownerType: "SHOP", ownerId: "", namespace, key: input.key },
      errors: [setError(index, "ownerId", "INVALID", "Owner does not exist.")],
    };
  const at = { ...owner, namespace, key: input.key };
  const errors = [
    ...checkNames(call, at, index),
    ...checkValue(call, at, input, index),
  ];
  const before = findMetafield(call, at);
  if (
    input.compareDigest !== undefined &&
    input.compareDigest !== (before ? compareDigest(before) : null)
  )
    errors.push(
      setError(
        index,
        null,
        "STALE_OBJECT",
        "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
      ),
    );
  return { at, errors };
}

export const metafieldMutations: Source = {
  metafieldsSet({ metafields }: { metafields: SetInput[] }, call: AdminCall) {
    const refuse = (userErrors: UserError[]) => ({
      metafields: null,
      userErrors,
    });
    if (metafields.length > 25)
      return refuse([
        setError(
          null,
          null,
          "LESS_THAN_OR_EQUAL_TO",
          "Exceeded the maximum metafields input limit of 25.",
        ),
      ]);
    const checked = metafields.map((input, index) =>
      checkInput(call, input, index),
    );
    const errors = checked.flatMap((one) => one.errors);
    if (errors.length > 0) return refuse(errors);
    const now = toIso(call.now);
    const written = metafields.map((input, index) => {
      const { at } = checked[index]!;
      let metafield = findMetafield(call, at);
      const type = definedType(call, at) ?? input.type ?? metafield!.type;
      if (metafield)
        Object.assign(metafield, { type, value: input.value, updatedAt: now });
      else {
        metafield = {
          id: newId(call.ctx.world),
          ...at,
          type,
          value: input.value,
          createdAt: now,
          updatedAt: now,
        };
        call.shop.metafields.push(metafield);
      }
      return toMetafield(metafield, call);
    });
    call.ctx.save();
    return { metafields: written, userErrors: [] };
  },

  metafieldsDelete(
    {
      metafields,
    }: { metafields: { ownerId: string; namespace: string; key: string }[] },
    call: AdminCall,
  ) {
    const deletedMetafields = metafields.map((input) => {
      const owner = findOwner(call, input.ownerId);
      const found =
        owner &&
        findMetafield(call, {
          ...owner,
          namespace: namespaceOf(call, input.namespace),
          key: input.key,
        });
      if (!found) return null;
      call.shop.metafields.splice(call.shop.metafields.indexOf(found), 1);
      return {
        ownerId: input.ownerId,
        namespace: found.namespace,
        key: found.key,
      };
    });
    call.ctx.save();
    return { deletedMetafields, userErrors: [] };
  },
};
