export { askWhy } from "./ask.ts";
export { whyLines } from "./text.ts";
