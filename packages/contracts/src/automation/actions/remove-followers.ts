import * as z from "zod";
import { describeAction } from "./description.ts";
import { people } from "./parameters.ts";

export const removeFollowers = describeAction({
  name: "remove_followers",
  parameters: z.strictObject({ users: people }),
});
