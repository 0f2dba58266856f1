import {
  BlockStack,
  Button,
  InlineStack,
  Tag,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

/** A list of texts: typed one after the other, each with Enter or a comma, and taken away by its cross. */
export function ValuesField({
  label,
  values,
  onChange,
  error,
  helpText,
}: {
  label: string;
  values: string[];
  onChange: (values: string[]) => void;
  error?: string | undefined;
  helpText?: string | undefined;
}) {
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    const more = text
      .split(",")
      .map((one) => one.trim())
      .filter(Boolean);
    setTyped("");
    if (more.length > 0) onChange([...new Set([...values, ...more])]);
  };
  return (
    <BlockStack gap="200">
      <div
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          add(typed);
        }}
      >
        <TextField
          label={label}
          value={typed}
          onChange={(text) => (text.endsWith(",") ? add(text) : setTyped(text))}
          // Whoever typed one and went on meant it.
          onBlur={() => add(typed)}
          error={error}
          helpText={helpText ?? "Enter adds one."}
          autoComplete="off"
          connectedRight={<Button onClick={() => add(typed)}>Add</Button>}
        />
      </div>
      {values.length > 0 && (
        <InlineStack gap="200">
          {values.map((value) => (
            <Tag
              key={value}
              accessibilityLabel={value}
              onRemove={() => onChange(values.filter((one) => one !== value))}
            >
              {value}
            </Tag>
          ))}
        </InlineStack>
      )}
    </BlockStack>
  );
}
