export { parseFields } from "./field-list.ts";
export { conditionsOf, type Belonging, type Narrowing } from "./search.repo.ts";
export {
  listRecords,
  parseAsReader,
  readAsReader,
  readFilter,
  refuseUncompilable,
  type ListQuery,
  type RecordPage,
} from "./search.service.ts";
