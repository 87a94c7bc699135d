import * as z from "zod";
import { describeAction } from "./description.ts";

export const removeTags = describeAction({
  name: "remove_tags",
  parameters: z.strictObject({ tags: z.array(z.string()).min(1) }),
});
