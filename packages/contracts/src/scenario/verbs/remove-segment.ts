import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

export const removeSegmentEntry = entry({ remove_segment: name });
