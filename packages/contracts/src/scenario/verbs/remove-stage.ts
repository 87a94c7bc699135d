import { stagePath } from "../../formats/index.ts";
import { entry } from "./entry.ts";

export const removeStageEntry = entry({ remove_stage: stagePath });
