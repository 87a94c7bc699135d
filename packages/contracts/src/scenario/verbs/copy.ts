import { key } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Copies an automation; the copy bears `key` and is inactive. */
export const copyEntry = entry({ copy: key, key });
