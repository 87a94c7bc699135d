import * as z from "zod";
import { describeAction } from "./description.ts";
import { people } from "./parameters.ts";

export const addFollowers = describeAction({
  name: "add_followers",
  parameters: z.strictObject({ users: people }),
});
