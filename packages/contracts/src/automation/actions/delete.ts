import * as z from "zod";
import { describeAction } from "./description.ts";

export const deleteRecord = describeAction({ name: "delete", bare: true, parameters: z.strictObject({}) });
