import * as z from "zod";
import { key } from "../../formats/index.ts";
import { describeAction } from "./description.ts";

export const startAutomation = describeAction({
  name: "start_automation",
  parameters: z.strictObject({ automation: key }),
});
