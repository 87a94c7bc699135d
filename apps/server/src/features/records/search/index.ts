export { parseFields } from "./field-list.ts";
export type { Belonging } from "./search.repo.ts";
export { listRecords, type ListQuery, type RecordPage } from "./search.service.ts";
