import * as z from "zod";
import { automationSchema } from "../automation/index.ts";
import { moment } from "../formats/index.ts";
import { effectSchema } from "./effect.ts";
import { countSchema, stateSchema } from "./expectations.ts";
import { customFieldsSchema, objectSchema } from "./fields.ts";
import { logLineSchema } from "./log-line.ts";
import { pipelineSchema } from "./pipelines.ts";
import { recordSchema } from "./records.ts";
import { segmentSchema } from "./segments.ts";
import { named, values } from "./shared.ts";
import { templateSchema } from "./templates.ts";
import { userSchema } from "./users.ts";
import { timelineEntrySchema } from "./verbs/index.ts";
import { workspaceSchema } from "./workspace.ts";

/** A scenario file as it is written; equal in judgement to scenario.schema.json, stricter on impossible dates. */
export const scenarioFileSchema = z.strictObject({
  scenario: z.string().min(1),
  workspace: z.exactOptional(workspaceSchema),
  start: moment,
  roles: z.exactOptional(named(values)),
  users: z.exactOptional(named(userSchema)),
  pipelines: z.exactOptional(named(pipelineSchema)),
  fields: z.exactOptional(customFieldsSchema),
  objects: z.exactOptional(named(objectSchema)),
  templates: z.exactOptional(named(templateSchema)),
  segments: z.exactOptional(named(segmentSchema)),
  records: z.exactOptional(named(recordSchema)),
  automations: z.exactOptional(z.array(automationSchema)),
  timeline: z.exactOptional(z.array(timelineEntrySchema)),
  until: moment,
  expect: z.array(effectSchema),
  expect_unordered: z.exactOptional(z.boolean()),
  log: z.exactOptional(z.array(logLineSchema)),
  state: z.exactOptional(stateSchema),
  count: z.exactOptional(countSchema),
  sides: z.exactOptional(z.record(z.string(), z.enum(["a", "b"]))),
});

export type ScenarioFile = z.infer<typeof scenarioFileSchema>;
