/**
 * Has a value the shape? An empty leaf stands for any value of its type, a filled one for itself; what ends in "?" may be missing; the
 * one entry of an array stands for all.
 */
export function fits(value: unknown, shape: unknown): boolean {
  if (typeof value !== typeof shape || value === null) return false;
  if (typeof shape !== "object") return !shape || value === shape;
  if (Array.isArray(shape) || Array.isArray(value))
    return (
      Array.isArray(shape) &&
      Array.isArray(value) &&
      value.every((one) => fits(one, shape[0]))
    );
  return Object.entries(shape!).every(([key, part]) => {
    const name = key.replace("?", "");
    const found = (value as Record<string, unknown>)[name];
    return (name !== key && found === undefined) || fits(found, part);
  });
}
