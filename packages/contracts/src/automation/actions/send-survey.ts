import * as z from "zod";
import { name } from "../../formats/index.ts";
import { describeAction } from "./description.ts";
import { people } from "./parameters.ts";

/** Its answer is stored with the record that was surveyed, hence it needs one. */
export const sendSurvey = describeAction({
  name: "send_survey",
  sends: "email",
  parameters: z.strictObject({
    to: people,
    template: z.exactOptional(name),
    survey: z.exactOptional(z.string()),
    from: z.exactOptional(z.string()),
  }),
});
