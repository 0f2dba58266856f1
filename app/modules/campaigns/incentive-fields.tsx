import {
  BlockStack,
  Button,
  InlineError,
  InlineStack,
  Select,
  Tag,
  Text,
  TextField,
} from "@shopify/polaris";
import { NumberField } from "#app/components/number-field.tsx";
import { BUNDLE_MOST } from "#app/modules/offers/offers.ts";
import type { FieldProps } from "./campaign-fields.ts";
import { CompanionProposals } from "./companion-proposals.tsx";
import type { IncentiveDraft } from "./incentive-draft.ts";
import { SCOPES } from "./incentive-labels.ts";
import { ResourceField, useResourcePicker } from "./resource-field.tsx";

type Props = FieldProps & { onChange: (part: Partial<IncentiveDraft>) => void };

const PATH = "definition.treatment.incentive";
const RESOURCES = {
  products: "product",
  variants: "variant",
  collections: "collection",
} as const;

/** The fields of the incentive that is chosen. */
export function IncentiveFields(props: Props) {
  const { draft, error, shop, onChange } = props;
  const { incentive } = draft;
  switch (incentive.kind) {
    case "percent":
      return (
        <BlockStack gap="400">
          <NumberField
            label="Percentage"
            suffix="%"
            value={incentive.percent}
            onChange={(percent) => onChange({ percent })}
            error={error(`${PATH}.percent`)}
          />
          <Scope {...props} label="Off" />
        </BlockStack>
      );
    case "amount":
      return (
        <BlockStack gap="400">
          <NumberField
            label="Amount"
            prefix={shop.currency}
            value={incentive.amount}
            onChange={(amount) => onChange({ amount })}
            error={error(`${PATH}.amountMinor`)}
            whole={false}
          />
          <Scope {...props} label="Off" />
        </BlockStack>
      );
    case "gift":
      return (
        <BlockStack gap="400">
          <Gift {...props} />
          <Scope {...props} label="When she buys" />
        </BlockStack>
      );
    case "free-shipping":
    case "faster-shipping":
      return (
        <NumberField
          label={
            incentive.kind === "free-shipping"
              ? "Only rates up to"
              : "Price of the faster rate"
          }
          prefix={shop.currency}
          value={incentive.maxPrice}
          onChange={(maxPrice) => onChange({ maxPrice })}
          error={error(`${PATH}.maxPriceMinor`)}
          whole={false}
          {...(incentive.kind === "free-shipping" && {
            placeholder: "Any rate",
          })}
        />
      );
    case "bundle":
      return (
        <BlockStack gap="400">
          <Companions {...props} />
          <NumberField
            label="Off the companions, when all are in the basket"
            suffix="%"
            helpText="0 adds them at their price, without a code."
            value={incentive.bundlePercent}
            onChange={(bundlePercent) => onChange({ bundlePercent })}
            error={error(`${PATH}.percent`)}
          />
        </BlockStack>
      );
    case "benefit":
      return null;
    default:
      return <Service {...props} />;
  }
}

function Scope({
  label,
  draft,
  set,
  error,
  onChange,
}: Props & { label: string }) {
  const { incentive, names } = draft;
  const { kind, scope, scopeIds } = incentive;
  // A gift for anything at all would be a gift for nothing.
  const options =
    kind === "gift" ? SCOPES.filter(({ value }) => value !== "basket") : SCOPES;
  return (
    <BlockStack gap="400">
      <Select
        label={label}
        options={options}
        value={scope}
        onChange={(value) =>
          onChange({ scope: value as IncentiveDraft["scope"], scopeIds: [] })
        }
        error={error(`${PATH}.scope`)}
        {...(scope === "hesitated-product" && {
          helpText:
            "The product of the page, or the one in her basket that she went back to. Its discount is made when it is first claimed.",
        })}
      />
      {scope in RESOURCES && (
        <ResourceField
          label="Which"
          type={RESOURCES[scope as keyof typeof RESOURCES]}
          ids={scopeIds}
          names={names}
          onChange={(ids, chosen) => {
            onChange({ scopeIds: ids });
            set("names", { ...names, ...chosen });
          }}
          error={error(`${PATH}.scope.ids`)}
        />
      )}
    </BlockStack>
  );
}

function Gift({ draft, error, onChange }: Props) {
  const pick = useResourcePicker();
  const { giftVariantId, giftTitle } = draft.incentive;
  const fault = error(`${PATH}.variantId`);
  const choose = async () => {
    const [chosen] =
      (await pick({ type: "product", multiple: false, ids: [] })) ?? [];
    if (!chosen?.variantId) return;
    const { variantId, title, url = "" } = chosen;
    onChange({
      giftVariantId: variantId,
      giftTitle: title.slice(0, 80),
      giftUrl: url,
    });
  };
  return (
    <BlockStack gap="400">
      <BlockStack gap="200" inlineAlign="start">
        <Text as="span">
          {giftVariantId ? `Gift: variant ${giftVariantId}` : "No gift yet"}
        </Text>
        <Button onClick={() => void choose()}>
          {giftVariantId ? "Choose another gift" : "Choose a gift"}
        </Button>
        {fault && <InlineError message={fault} fieldID="gift" />}
      </BlockStack>
      <TextField
        label="What shoppers read it is"
        value={giftTitle}
        onChange={(title) => onChange({ giftTitle: title })}
        error={error(`${PATH}.title`)}
        maxLength={80}
        autoComplete="off"
      />
    </BlockStack>
  );
}

function Companions({ draft, error, shop, onChange }: Props) {
  const pick = useResourcePicker();
  const { items } = draft.incentive;
  const fault =
    error(`${PATH}.items`) ??
    items.map((_, at) => error(`${PATH}.items.${at}.variantId`)).find(Boolean);
  const choose = async () => {
    const chosen = await pick({
      type: "product",
      multiple: true,
      ids: items.map(({ productId }) => productId),
    });
    if (!chosen) return;
    onChange({
      items: chosen.map(({ id, title, variantId = "" }) => ({
        productId: id,
        variantId,
        title: title.slice(0, 80),
      })),
    });
  };
  return (
    <BlockStack gap="200">
      <Text as="span">Companions, at most {BUNDLE_MOST}</Text>
      {items.length > 0 && (
        <InlineStack gap="200">
          {items.map(({ variantId, title }) => (
            <Tag
              key={variantId}
              accessibilityLabel={title}
              onRemove={() =>
                onChange({
                  items: items.filter((one) => one.variantId !== variantId),
                })
              }
            >
              {title}
            </Tag>
          ))}
        </InlineStack>
      )}
      <div>
        <Button onClick={() => void choose()}>
          {items.length > 0 ? "Change companions" : "Choose companions"}
        </Button>
      </div>
      {fault && <InlineError message={fault} fieldID="companions" />}
      {items.length < BUNDLE_MOST && (
        <CompanionProposals
          companions={shop.offerFacts.companions.filter(
            ({ productId }) =>
              !items.some((one) => one.productId === productId),
          )}
          onAdd={({ productId, variantId, title }) =>
            onChange({ items: [...items, { productId, variantId, title }] })
          }
        />
      )}
    </BlockStack>
  );
}

function Service({ draft, set, error, onChange }: Props) {
  const { incentive, names } = draft;
  const { serviceVariantId } = incentive;
  return (
    <ResourceField
      label="A variant that her click adds, if the promise has one"
      type="variant"
      ids={serviceVariantId ? [serviceVariantId] : []}
      names={names}
      onChange={(ids, chosen) => {
        onChange({ serviceVariantId: ids[0] ?? "" });
        set("names", { ...names, ...chosen });
      }}
      error={error(`${PATH}.variantId`)}
    />
  );
}
