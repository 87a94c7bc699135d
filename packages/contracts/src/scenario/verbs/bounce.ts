import * as z from "zod";
import { annotate } from "../../problems/index.ts";
import { entry } from "./entry.ts";

const status = annotate(z.string().regex(/^[245]\.\d{1,3}\.\d{1,3}$/), {
  noun: "a delivery status",
  write: "three numbers with dots, such as 5.1.1",
});

/** A delivery report for the last mail to this address. */
export const bounceEntry = entry({ bounce: z.string(), status, action: z.exactOptional(z.string()) });
