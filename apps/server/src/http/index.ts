export { buildHttp } from "./app.ts";
export { DOCS_PATH } from "./openapi.ts";
