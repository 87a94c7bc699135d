export { askWhy, DEFAULT_OCCASIONS } from "./ask.ts";
