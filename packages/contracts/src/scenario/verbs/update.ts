import { name } from "../../formats/index.ts";
import { values } from "../shared.ts";
import { entry } from "./entry.ts";

/** One save. */
export const updateEntry = entry({ update: name, set: values });
