import * as z from "zod";
import { name } from "../../formats/index.ts";
import { values } from "../shared.ts";
import { entry } from "./entry.ts";

/** The lead becomes a deal, which bears `name`. */
export const convertEntry = entry({
  convert: name,
  set: z.exactOptional(values),
  name: z.exactOptional(name),
});
