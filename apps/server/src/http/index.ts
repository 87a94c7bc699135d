export { buildHttp } from "./app.ts";
export { buildWebApp } from "./web-app/build-web-app.ts";
export { DOCS_PATH } from "./openapi.ts";
