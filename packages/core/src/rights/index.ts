/** Who may do what: one table, from which every door asks (docs/rights.md). */
export { sourcesOf } from "./computed.ts";
export * from "./parse-role.ts";
export * from "./restrict-model.ts";
export * from "./rights.ts";
export { ADMIN, STANDARD_ROLES } from "./standard-roles.ts";
export * from "./table.ts";
