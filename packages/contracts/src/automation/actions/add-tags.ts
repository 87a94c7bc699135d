import * as z from "zod";
import { describeAction } from "./description.ts";

export const addTags = describeAction({
  name: "add_tags",
  parameters: z.strictObject({ tags: z.array(z.string()).min(1) }),
});
