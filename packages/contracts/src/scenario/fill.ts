import { normalizeAutomation } from "../automation/index.ts";
import { momentToInstant } from "../formats/index.ts";
import type { Locator } from "../yaml/index.ts";
import { fillFields } from "./fields.ts";
import type { ScenarioFile } from "./file.ts";
import { fillPipeline } from "./pipelines.ts";
import { fillRecord } from "./records.ts";
import type { Scenario } from "./scenario.ts";
import { fillUser } from "./users.ts";
import { type TimelineEntry, verbOf } from "./verbs/index.ts";
import { fillWorkspace, type ScenarioWorkspace } from "./workspace.ts";

interface Source {
  readonly file: string;
  readonly positions: Locator;
}

type Named<Value> = Readonly<Record<string, Value>>;

const mapNamed = <Given, Filled>(
  given: Named<Given> | undefined,
  fill: (value: Given, key: string) => Filled,
): Named<Filled> =>
  Object.fromEntries(Object.entries(given ?? {}).map(([key, value]) => [key, fill(value, key)]));

/** A scenario with every default in its place. The file has been judged. */
export const fillScenario = (given: ScenarioFile, { file, positions }: Source): Scenario => {
  const workspace = fillWorkspace(given.workspace);
  return {
    file,
    scenario: given.scenario,
    workspace,
    start: given.start,
    until: given.until,
    roles: given.roles ?? {},
    users: mapNamed(given.users, (user, key) => fillUser(key, user)),
    pipelines: mapNamed(given.pipelines, fillPipeline),
    fields: mapNamed(given.fields, fillFields),
    objects: mapNamed(given.objects, (object) => ({
      name: object.name ?? null,
      fields: fillFields(object.fields),
    })),
    templates: given.templates ?? {},
    segments: given.segments ?? {},
    records: mapNamed(given.records, fillRecord),
    automations: (given.automations ?? []).map(normalizeAutomation),
    timeline: fillTimeline(given.timeline ?? [], workspace, positions),
    expect: given.expect,
    expect_unordered: given.expect_unordered ?? false,
    log: given.log ?? [],
    state: given.state ?? {},
    count: given.count ?? {},
    sides: given.sides ?? {},
  };
};

/** In the order of the instants; entries of one instant keep the order of the file. */
const fillTimeline = (
  entries: NonNullable<ScenarioFile["timeline"]>,
  { timezone }: ScenarioWorkspace,
  positions: Locator,
): readonly TimelineEntry[] =>
  entries
    .map((entry, at) => ({
      instant: momentToInstant(entry.at, timezone),
      entry: { ...entry, verb: verbOf(entry), line: positions(["timeline", at]).line } as TimelineEntry,
    }))
    .toSorted((left, right) => Temporal.Instant.compare(left.instant, right.instant))
    .map(({ entry }) => entry);
