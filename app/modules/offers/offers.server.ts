export { retireDiscounts } from "./retire-discounts.server.ts";
