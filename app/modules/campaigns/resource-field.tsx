import { useAppBridge } from "@shopify/app-bridge-react";
import {
  BlockStack,
  Button,
  InlineError,
  InlineStack,
  Tag,
  Text,
} from "@shopify/polaris";
import { useId } from "react";

type ResourceType = "product" | "variant" | "collection";

/** A thing chosen in Shopify's picker; ids are numeric. */
export interface Chosen {
  id: string;
  title: string;
  /** Of a product: the first variant chosen with it. */
  variantId?: string;
  /** Path on the storefront. */
  url?: string;
}

interface Picked {
  id?: string;
  title?: string;
  handle?: string;
  displayName?: string;
  variants?: { id?: string; title?: string }[];
}

const GIDS: Record<ResourceType, string> = {
  product: "Product",
  variant: "ProductVariant",
  collection: "Collection",
};

const idOf = (gid = "") => gid.split("/").at(-1) ?? "";

/** Opens Shopify's own picker; undefined when the merchant closes it. */
export function useResourcePicker() {
  const appBridge = useAppBridge();
  return async ({
    type,
    multiple,
    ids,
  }: {
    type: ResourceType;
    multiple: boolean;
    ids: string[];
  }): Promise<Chosen[] | undefined> => {
    const picked = (await appBridge.resourcePicker({
      type,
      multiple,
      action: "select",
      selectionIds: ids.map((id) => ({
        id: `gid://shopify/${GIDS[type]}/${id}`,
      })),
    })) as Picked[] | undefined;
    return picked?.map(({ id, title = "", handle, displayName, variants }) => {
      const [variant] = variants ?? [];
      return {
        id: idOf(id),
        title: displayName ?? title,
        ...(variant && { variantId: idOf(variant.id) }),
        ...(handle && type === "product" && { url: `/products/${handle}` }),
      };
    });
  };
}

/** Chosen products, variants or collections, by their names. */
export function ResourceField({
  label,
  type,
  ids,
  names,
  onChange,
  error,
}: {
  label: string;
  type: ResourceType;
  ids: string[];
  /** By `product:<id>`. */
  names: Record<string, string>;
  onChange: (ids: string[], names: Record<string, string>) => void;
  error?: string | undefined;
}) {
  const pick = useResourcePicker();
  const errorId = useId();
  const nameOf = (id: string) => names[`${type}:${id}`] ?? `No. ${id}`;
  const choose = async () => {
    const chosen = await pick({ type, multiple: true, ids });
    if (!chosen) return;
    onChange(
      chosen.map(({ id }) => id),
      Object.fromEntries(
        chosen.map(({ id, title }) => [`${type}:${id}`, title]),
      ),
    );
  };
  return (
    <BlockStack gap="200">
      <Text as="span">{label}</Text>
      {ids.length > 0 && (
        <InlineStack gap="200">
          {ids.map((id) => (
            <Tag
              key={id}
              accessibilityLabel={nameOf(id)}
              onRemove={() =>
                onChange(
                  ids.filter((one) => one !== id),
                  {},
                )
              }
            >
              {nameOf(id)}
            </Tag>
          ))}
        </InlineStack>
      )}
      <div>
        <Button
          onClick={() => void choose()}
          {...(error && { ariaDescribedBy: errorId })}
        >
          {ids.length > 0 ? `Change ${type}s` : `Choose ${type}s`}
        </Button>
      </div>
      {error && <InlineError message={error} fieldID={errorId} />}
    </BlockStack>
  );
}
