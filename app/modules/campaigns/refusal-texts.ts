/** The same sentences as the storefront's explanation has. */
export { REFUSAL_TEXTS } from "#app/shared/refusal-texts.ts";
