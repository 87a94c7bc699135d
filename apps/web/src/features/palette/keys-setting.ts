import { remembered } from "../../lib/remembered.ts";

/** Single keys do something: "on" or "off" (WCAG 2.1.4). Ctrl+K and the like always do. */
export const singleKeys = remembered("cadencia.keys", "on");
