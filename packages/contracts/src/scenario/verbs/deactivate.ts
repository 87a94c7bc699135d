import { key } from "../../formats/index.ts";
import { entry } from "./entry.ts";

export const deactivateEntry = entry({ deactivate: key });
