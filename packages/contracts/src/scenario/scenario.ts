import type { Automation } from "../automation/index.ts";
import type { ExpectedEffect } from "./effect.ts";
import type { ScenarioState } from "./expectations.ts";
import type { Declarations } from "./fields.ts";
import type { ExpectedLogLine } from "./log-line.ts";
import type { ScenarioPipeline } from "./pipelines.ts";
import type { ScenarioRecord } from "./records.ts";
import type { ScenarioSegment } from "./segments.ts";
import type { ScenarioTemplate } from "./templates.ts";
import type { ScenarioUser } from "./users.ts";
import type { TimelineEntry } from "./verbs/index.ts";
import type { ScenarioWorkspace } from "./workspace.ts";

type Named<Value> = Readonly<Record<string, Value>>;

/** A scenario ready to run: every default in its place, the timeline in the order of its instants. */
export interface Scenario {
  readonly file: string;
  readonly scenario: string;
  readonly workspace: ScenarioWorkspace;
  /** Moments stay as written; `momentToInstant` with the workspace's zone makes instants of them. */
  readonly start: string;
  readonly until: string;
  readonly roles: Named<Named<unknown>>;
  readonly users: Named<ScenarioUser>;
  readonly pipelines: Named<ScenarioPipeline>;
  readonly fields: Named<Declarations>;
  readonly objects: Named<{ readonly name: string | null; readonly fields: Declarations }>;
  readonly templates: Named<ScenarioTemplate>;
  readonly segments: Named<ScenarioSegment>;
  readonly records: Named<ScenarioRecord>;
  readonly automations: readonly Automation[];
  readonly timeline: readonly TimelineEntry[];
  readonly expect: readonly ExpectedEffect[];
  readonly expect_unordered: boolean;
  readonly log: readonly ExpectedLogLine[];
  readonly state: ScenarioState;
  readonly count: Named<number>;
  /** A/B side by address. */
  readonly sides: Named<"a" | "b">;
}
