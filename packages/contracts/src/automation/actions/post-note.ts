import * as z from "zod";
import { describeAction } from "./description.ts";

export const postNote = describeAction({
  name: "post_note",
  parameters: z.strictObject({ text: z.string() }),
});
