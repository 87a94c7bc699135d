import * as z from "zod";
import { name } from "../../formats/index.ts";
import { values } from "../shared.ts";
import { entry } from "./entry.ts";

const child = z.strictObject({ name: z.exactOptional(name), object: name, set: values });

/** A record is created and bears the name from then on; its children come in the same save. */
export const createEntry = entry({
  create: name,
  object: name,
  set: z.exactOptional(values),
  children: z.exactOptional(z.array(child)),
});
