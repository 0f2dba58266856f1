export { clearCheckoutDrop } from "./checkout-drops.server.ts";
export { eraseCustomer, exportCustomer } from "./customer-data.server.ts";
export { listVisits, readVisit } from "./visits.server.ts";
export type { RecordedVisit, VisitSummary } from "./visits.server.ts";
