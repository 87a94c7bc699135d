import * as z from "zod";
import { describeAction, type Flaw } from "./description.ts";

const EITHER: Flaw = { code: "missing_key", path: [], message: "needs a plan or lines" };
const BOTH: Flaw = {
  code: "contradiction",
  path: ["lines"],
  message: "has both a plan and lines; give one or the other",
};

export const planActivities = describeAction({
  name: "plan_activities",
  bare: true,
  parameters: z.strictObject({
    plan: z.exactOptional(z.string()),
    lines: z.exactOptional(z.array(z.record(z.string(), z.unknown()))),
  }),
  flawsOf: ({ plan, lines }) => {
    if (plan === undefined && lines === undefined) return [EITHER];
    return plan !== undefined && lines !== undefined ? [BOTH] : [];
  },
});
