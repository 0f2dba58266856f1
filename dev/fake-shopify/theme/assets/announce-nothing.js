// A theme from before the standard storefront events: apps must notice by themselves what happens.
const nothing = () => {};
export const announceSelection = nothing;
export const announceCartView = nothing;
export const announceChange = nothing;
