import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

export const removePipelineEntry = entry({ remove_pipeline: name });
