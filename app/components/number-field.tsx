import { TextField } from "@shopify/polaris";

/**
 * A number or an amount while it is typed: text, kept by the caller and read by the server. Not `type="number"`: browsers
 * empty what they cannot read, scroll it by accident, and nobody could be told what is wrong with it.
 */
export function NumberField({
  label,
  value,
  onChange,
  error,
  helpText,
  prefix,
  suffix,
  placeholder,
  whole = true,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  helpText?: string;
  prefix?: string;
  suffix?: string;
  placeholder?: string;
  /** Without decimals: a phone then shows digits alone. */
  whole?: boolean;
}) {
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      error={error}
      helpText={helpText}
      prefix={prefix}
      suffix={suffix}
      placeholder={placeholder}
      inputMode={whole ? "numeric" : "decimal"}
      autoComplete="off"
    />
  );
}
