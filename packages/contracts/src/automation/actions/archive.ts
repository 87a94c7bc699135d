import * as z from "zod";
import { describeAction } from "./description.ts";

export const archive = describeAction({ name: "archive", bare: true, parameters: z.strictObject({}) });
