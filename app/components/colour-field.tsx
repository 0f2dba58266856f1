import { Button, TextField } from "@shopify/polaris";

/** A colour as `#rrggbb`, typed or chosen in the browser's own picker; empty = the theme's. */
export function ColourField({
  label,
  value,
  inherited,
  onChange,
  error,
}: {
  label: string;
  value: string;
  /** What holds while the field is empty. */
  inherited: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}) {
  const shown = /^#[0-9a-f]{6}$/i.test(value) ? value : inherited;
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      error={error}
      placeholder={`${inherited}, as the theme`}
      autoComplete="off"
      maxLength={7}
      prefix={
        <input
          type="color"
          className="colour-swatch"
          aria-label={`${label}, choose`}
          value={shown}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      }
      connectedRight={
        value ? (
          <Button
            onClick={() => onChange("")}
            accessibilityLabel={`${label}: as the theme`}
          >
            As the theme
          </Button>
        ) : undefined
      }
    />
  );
}
