import {
  BlockStack,
  Box,
  Button,
  InlineError,
  InlineStack,
  Select,
  Text,
} from "@shopify/polaris";
import { emptyCondition, type GroupDraft } from "./audience-draft.ts";
import { AUDIENCE_LIMITS } from "./audience-schema.ts";
import type { FieldProps } from "./campaign-fields.ts";
import { ConditionRow } from "./condition-row.tsx";

const PATH = "definition.audience.groups";

const MATCHES = [
  { value: "all", label: "All of these hold" },
  { value: "any", label: "Any of these holds" },
  { value: "none", label: "None of these holds" },
];

/** Groups of conditions; every group must agree. Whoever asks for none gets everybody. */
export function ConditionGroups({ draft, set, error, shop }: FieldProps) {
  const { groups, names } = draft;
  const change = (at: number, group: GroupDraft) =>
    set("groups", groups.with(at, group));
  return (
    <BlockStack gap="400">
      {groups.map((group, at) => (
        // Groups have no name of their own: their place is what tells them apart.
        <div key={at} role="group" aria-label={`Group ${at + 1} of conditions`}>
          {at > 0 && (
            <Box paddingBlockEnd="300">
              <Text as="p" tone="subdued">
                and
              </Text>
            </Box>
          )}
          <Box
            padding="400"
            background="bg-surface-secondary"
            borderRadius="300"
          >
            <BlockStack gap="300">
              <InlineStack gap="200" align="space-between" blockAlign="end">
                <Select
                  label={`Group ${at + 1}`}
                  options={MATCHES}
                  value={group.match}
                  onChange={(match) =>
                    change(at, {
                      ...group,
                      match: match as GroupDraft["match"],
                    })
                  }
                />
                <Button
                  onClick={() => set("groups", groups.toSpliced(at, 1))}
                  accessibilityLabel={`Remove group ${at + 1}`}
                >
                  Remove group
                </Button>
              </InlineStack>
              {group.conditions.map((condition, index) => (
                <ConditionRow
                  key={index}
                  number={index + 1}
                  condition={condition}
                  shop={shop}
                  names={names}
                  onNames={(more) => set("names", { ...names, ...more })}
                  error={(field) => faultOf(error, at, index, field)}
                  onReplace={(next) =>
                    change(at, {
                      ...group,
                      conditions: group.conditions.with(index, next),
                    })
                  }
                  onChange={(part) =>
                    change(at, {
                      ...group,
                      conditions: group.conditions.with(index, {
                        ...condition,
                        ...part,
                      }),
                    })
                  }
                  onRemove={() =>
                    change(at, {
                      ...group,
                      conditions: group.conditions.toSpliced(index, 1),
                    })
                  }
                />
              ))}
              {error(`${PATH}.${at}.conditions`) && (
                <InlineError
                  message={error(`${PATH}.${at}.conditions`)!}
                  fieldID={`group-${at}`}
                />
              )}
              {group.conditions.length < AUDIENCE_LIMITS.conditions && (
                <div>
                  <Button
                    onClick={() =>
                      change(at, {
                        ...group,
                        conditions: [
                          ...group.conditions,
                          emptyCondition("cart-value"),
                        ],
                      })
                    }
                    accessibilityLabel={`Add a condition to group ${at + 1}`}
                  >
                    Add a condition
                  </Button>
                </div>
              )}
            </BlockStack>
          </Box>
        </div>
      ))}
      {groups.length < AUDIENCE_LIMITS.groups && (
        <div>
          <Button
            onClick={() =>
              set("groups", [
                ...groups,
                { match: "all", conditions: [emptyCondition("cart-value")] },
              ])
            }
          >
            {groups.length === 0 ? "Add conditions" : "Add another group"}
          </Button>
        </div>
      )}
    </BlockStack>
  );
}

/** A fault of one text in a list stands at the list. */
function faultOf(
  error: FieldProps["error"],
  group: number,
  condition: number,
  field: string,
): string | undefined {
  const path = `${PATH}.${group}.conditions.${condition}.${field}`;
  const own = error(path);
  if (own || field !== "any") return own;
  for (let i = 0; i < AUDIENCE_LIMITS.values; i++) {
    const fault = error(`${path}.${i}`);
    if (fault) return fault;
  }
  return undefined;
}
