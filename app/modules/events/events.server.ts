import { db, type Database } from "#app/db.server.ts";
import { enqueue } from "#app/queue.server.ts";
import { importOrdersJob } from "./events.ts";

export {
  countParked,
  drainInbox,
  listParked,
  purgeInbox,
  unpark,
} from "./receive.server.ts";
export type { Delivery, Receive } from "./receive.server.ts";
export { fetchMissedOrders, hasWaitingOrder } from "./missed-orders.server.ts";
export type { OrderGlimpse } from "./missed-orders.server.ts";
export { recordCheckout } from "./record-checkout.server.ts";
export { recordOrder, recordRefund } from "./record-order.server.ts";
export {
  listStockChanges,
  recordInventoryLevel,
  recordProductChange,
  settleStockChanges,
} from "./stock-changes.server.ts";
export type { StockChange } from "./stock-changes.server.ts";
export type { OnOrder } from "./record-order.server.ts";
export { hashCheckoutToken } from "./checkout-hash.server.ts";
export { workBeacons } from "./work-beacons.server.ts";
export {
  eraseCustomer,
  exportCustomer,
  findCustomerRows,
} from "./customer-data.server.ts";
export type { CustomerQuery, CustomerRows } from "./customer-data.server.ts";

/** Asks for the orders of before the installation; asked again, they are fetched once. */
export async function requestOrderImport({
  shop,
  tx = db,
}: {
  shop: string;
  tx?: Database;
}): Promise<void> {
  // Every page of the admin asks until the import is done.
  await enqueue(tx, importOrdersJob, { shop }, { jobKey: shop, onlyOne: true });
}
