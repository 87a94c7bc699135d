import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

export const removeTemplateEntry = entry({ remove_template: name });
