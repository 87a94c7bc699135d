import { key, name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Stops an automation on one record. */
export const stopEntry = entry({ stop: key, record: name });
