import type { Filter } from "./filter-arguments.ts";
import { bareAmount, formatMoney } from "./money.ts";
import { stateOf } from "./state.ts";

const minor = (value: unknown) => {
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? number : 0;
};

const shopOf = (self: ThisParameterType<Filter>) =>
  stateOf(self.context).request.shop;

export const moneyFilters: Record<string, Filter> = {
  money(value) {
    return formatMoney(minor(value), shopOf(this).moneyFormat);
  },
  money_with_currency(value) {
    return `${formatMoney(minor(value), shopOf(this).moneyFormat)} ${shopOf(this).currency}`;
  },
  money_without_currency(value) {
    return bareAmount(minor(value), shopOf(this).moneyFormat);
  },
  money_without_trailing_zeros(value) {
    return formatMoney(minor(value), shopOf(this).moneyFormat).replace(
      /[.,]00(?!\d)/,
      "",
    );
  },
  money_amount(value) {
    return (minor(value) / 100).toFixed(2);
  },
  weight_with_unit(value, unit) {
    const wanted = typeof unit === "string" ? unit : "kg";
    const grams = minor(value);
    return `${Number((wanted === "g" ? grams : wanted === "lb" ? grams / 453.592 : wanted === "oz" ? grams / 28.3495 : grams / 1000).toFixed(2))} ${wanted}`;
  },
};
