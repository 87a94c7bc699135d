import { asWritten, didYouMean } from "@cadencia/core/nearest";
import {
  isStageForm,
  parseAutomation,
  stepsOf,
  STIRRINGS,
  type Automation,
  type IdleTrigger,
  type IndexPath,
  type Wait,
} from "@cadencia/contracts/automation";
import { formatPath, type Problem } from "@cadencia/contracts/problems";
import { ANY_OBJECT, type Model } from "@cadencia/core/model";
import { parseRule, RuleError } from "@cadencia/core/recurrence";
import { parseDuration } from "@cadencia/core/schedule";
import { checkTemplate } from "../../platform/templates/index.ts";
import { invalid, Refusal } from "../../platform/errors/index.ts";
import { ACTION_REGISTRY } from "./actions/registry.ts";
import type { AutomationContext } from "./context.ts";
import { textsIn } from "./execution/text-paths.ts";
import { windowFaults } from "./window-faults.ts";
import { forbiddenStep, unreadFilters } from "./publisher/lost-rights.ts";
import { judgings, type Judging } from "./publisher/judging.ts";
import { publisherRights } from "./publisher/publisher-rights.ts";
import { readableSegments } from "./segments/readable-segments.ts";
import { branchId, compileRule, type CompiledRule, type RuleSource } from "./rule.ts";
import { readSegments } from "./automations.repo.ts";
import { readTemplateKeys } from "./templates.repo.ts";

/** A definition that this workspace can run, with the segments that it pins. */
export interface Accepted {
  readonly definition: Automation;
  readonly segments: Readonly<Record<string, unknown>>;
}

/** A fault of a step, by where the step stands and which of its keys is meant. */
export interface PlacedFault {
  readonly index: IndexPath;
  readonly key: string;
  readonly code: string;
  readonly message: string;
}

type Fault = Pick<Problem, "path" | "message"> & { readonly code: string };

/** Judges a definition whole, by shape, rules, filters, templates and actions; refuses it naming every fault. */
export const acceptAutomation = async (
  context: AutomationContext,
  input: unknown,
  publisher: string | null,
): Promise<Accepted> => {
  const parsed = parseAutomation(input);
  if (!parsed.ok) throw refuse(parsed.problems);
  const { automation: definition } = parsed;
  const { unit } = context;
  const { whole, seen } = judgings(context, publisherRights(context, publisher));
  if (!unit.catalog.model.objects.has(definition.object)) throw refuse([unknownObject(seen, definition)]);
  const segments = await readSegments(unit.tx);
  const known = {
    // A segment that asks of what is hidden from the publisher is not there for them.
    segments: seen === whole ? segments : readableSegments(segments, seen),
    templates: await readTemplateKeys(unit.tx),
  };
  const windows = windowFaults(context, definition).map(({ index, key, code, message }) => ({
    path: [...pathOf(index), key],
    code,
    message,
  }));
  const faults = [...faultsOf(whole, definition, known), ...windows];
  if (faults.length > 0)
    throw refuse(onlyFirst(told(faults, [...faultsOf(seen, definition, known), ...windows])));
  refuseUnread(context, definition, { segments: known.segments, publisher });
  return { definition, segments: Object.fromEntries(segments) };
};

/** What of the workspace a definition rests on besides the model. */
export interface Known {
  readonly segments: RuleSource["segments"];
  readonly templates: ReadonlySet<string>;
}

/** What is wrong with a definition by what is judged by. */
export const faultsOf = (
  judging: Judging,
  definition: Automation,
  { segments, templates }: Known,
): readonly Fault[] => [
  ...filterFaults(judging, definition, segments),
  ...triggerFaults(judging, definition),
  ...stepFaults(judging, definition, templates),
  ...copyFaults(judging, definition),
  ...dateFaults(judging, definition),
];

/** Faults in the words of what the publisher sees: neither they nor their hints name what is hidden. */
const told = (faults: readonly Fault[], seen: readonly Fault[]): readonly Fault[] =>
  seen.length > 0 ? seen : faults.map((fault) => ({ ...fault, message: "this cannot be run here" }));

/** Nobody learns through an automation what they may not read by hand. */
const refuseUnread = (
  context: AutomationContext,
  definition: Automation,
  { segments, publisher }: { segments: RuleSource["segments"]; publisher: string | null },
): void => {
  const rights = publisherRights(context, publisher);
  if (rights.everything) return;
  const compiled = compiledFor(judgings(context, rights).whole, definition, segments);
  if (!compiled.ok) return;
  const { catalog } = context.unit;
  const { rule } = compiled;
  const forbidden = [...rule.steps.values()].map((step) =>
    forbiddenStep(
      {
        object: rule.object,
        step,
        templates: new Map(),
        paths: {},
        catalog,
        userNamed: context.directory.named,
      },
      rights,
    ),
  );
  const message = unreadFilters(rule, rights) ?? forbidden.find((found) => found !== null);
  if (message !== undefined && message !== null) throw new Refusal("forbidden", message);
};

const refuse = (faults: readonly Fault[]) =>
  invalid(
    faults.map((fault) => ({ field: formatPath(fault.path), code: fault.code, message: fault.message })),
  );

/** Two looks at one mistake say it once. */
const onlyFirst = (faults: readonly Fault[]): readonly Fault[] =>
  faults.filter(({ message }, index) => faults.findIndex((other) => other.message === message) === index);

const unknownObject = ({ catalog }: Judging, definition: Automation): Fault => {
  const hint = didYouMean(definition.object, [...catalog.model.objects.keys()]);
  const message = `automation "${definition.key}": there is no object "${definition.object}"${hint}`;
  return { path: ["object"], code: "unknown_object", message };
};

const filterFaults = (
  judging: Judging,
  definition: Automation,
  segments: RuleSource["segments"],
): readonly Fault[] => {
  const compiled = compiledFor(judging, definition, segments);
  if (compiled.ok) return [];
  return compiled.problems.map((problem) => ({
    path: problem.path,
    code: problem.code,
    message: `automation "${definition.key}": ${problem.message}`,
  }));
};

/** The definition as it would run, before it has an id or a version. */
const compiledFor = (
  { catalog, resolve }: Judging,
  definition: Automation,
  segments: RuleSource["segments"],
): CompiledRule => {
  const source: RuleSource = {
    id: "",
    position: 0,
    version: 0,
    createdAfter: null,
    activatedAt: null,
    definition,
    segments,
    publisher: null,
  };
  return compileRule(source, { model: catalog.model, resolve });
};

const triggerFaults = ({ catalog }: Judging, definition: Automation): readonly Fault[] => {
  const { trigger } = definition;
  const fields = catalog.model.objects.get(definition.object)?.fields;
  if ("schedule" in trigger) return scheduleFaults(definition, trigger.schedule.rrule);
  if ("idle" in trigger) return idleFaults(definition, trigger, fields?.has("stage") === true);
  if (!("on" in trigger)) return [];
  return (trigger.fields ?? []).flatMap((field, position): Fault[] => {
    if (fields?.has(field) === true) return [];
    const hint = didYouMean(field, fields?.keys() ?? []);
    const message = `automation "${definition.key}": ${definition.object} has no field ${asWritten(field)}${hint}`;
    return [{ path: ["trigger", "fields", position], code: "unknown_field", message }];
  });
};

const scheduleFaults = (definition: Automation, rrule: string): readonly Fault[] => {
  try {
    parseRule(rrule);
    return [];
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const message = `automation "${definition.key}": ${error.message}`;
    return [{ path: ["trigger", "schedule", "rrule"], code: "bad_format", message }];
  }
};

/** A length of nothing is no idleness, and an object without stages never leaves one. */
const idleFaults = (definition: Automation, { idle }: IdleTrigger, staged: boolean): readonly Fault[] => {
  const fault = (key: "for" | "of", what: string): Fault => ({
    path: ["trigger", "idle", key],
    code: "wrong_value",
    message: `automation "${definition.key}": ${what}`,
  });
  return [
    ...((parseDuration(idle.for)?.amount ?? 0) > 0
      ? []
      : [fault("for", `"for" is ${idle.for}; give a duration above zero, such as 3bd`)]),
    ...(idle.of.length > 0 ? [] : [fault("of", `"of" is empty; give some of ${STIRRINGS.join(", ")}`)]),
    ...(staged || !idle.of.includes("stage")
      ? []
      : [fault("of", `${definition.object} has no stages; leave out "stage" or declare a pipeline for it`)]),
  ];
};

const stepFaults = (
  { catalog, userNamed }: Judging,
  definition: Automation,
  templates: ReadonlySet<string>,
): readonly Fault[] => {
  const { model } = catalog;
  return stepsWithPaths(definition).flatMap(({ step, path }): Fault[] => {
    const where = `automation "${definition.key}", step "${step.id}"`;
    const at = [...path, "with"];
    const action = ACTION_REGISTRY.get(step.do);
    if (action === undefined) {
      return [
        {
          path: [...path, "do"],
          code: "unknown_value",
          message: `${where}: the action ${step.do} is not available yet`,
        },
      ];
    }
    const found = action.check?.(step.with, { catalog, object: definition.object, templates, userNamed });
    const faults = (found ?? []).map((problem) => ({
      path: problem.field === "" ? at : [...at, problem.field],
      code: problem.code,
      message: `${where}: ${problem.message}`,
    }));
    const texts = textsIn(step.with).flatMap((text) =>
      checkTemplate(text, { model, object: definition.object }).map((problem) => ({
        path: at,
        code: problem.code,
        message: `${where}: ${problem.message}`,
      })),
    );
    return [...faults, ...texts];
  });
};

/** A moment is counted from a date: of the record, or of one that it points at. */
const dateFaults = ({ catalog }: Judging, definition: Automation): readonly Fault[] => {
  const { trigger } = definition;
  const dates = waitsWithPaths(definition).flatMap(({ wait, where, path }) =>
    "until" in wait ? [{ field: wait.until.field, path: [...path, "wait", "until", "field"], where }] : [],
  );
  if ("date" in trigger)
    dates.push({ field: trigger.date.field, path: ["trigger", "date", "field"], where: "" });
  return dates.flatMap(({ field, path, where }): Fault[] => {
    const fault = dateFault(catalog.model, definition.object, field);
    if (fault === null) return [];
    return [{ path, code: "unknown_field", message: `automation "${definition.key}"${where}: ${fault}` }];
  });
};

/** What keeps a dotted name from being a date; null when it is one. */
const dateFault = (model: Model, objectKey: string, name: string): string | null => {
  const [head = "", ...rest] = name.split(".");
  const object = model.objects.get(objectKey);
  const field = object?.fields.get(head);
  if (object === undefined || field === undefined) {
    return `${objectKey} has no field ${asWritten(head)}${didYouMean(head, object?.fields.keys() ?? [])}`;
  }
  if (rest.length > 0) {
    const isToOne = field.type === "relation" || field.type === "user";
    if (!isToOne || field.to === undefined || field.to === ANY_OBJECT)
      return `${objectKey}.${head} leads to no record`;
    return dateFault(model, field.to, rest.join("."));
  }
  return field.type === "date" || field.type === "datetime" ? null : `${objectKey}.${head} is no date`;
};

/** A copy put by default into the very stage that the automation enters would copy itself for ever. */
const copyFaults = ({ catalog }: Judging, definition: Automation): readonly Fault[] => {
  const { trigger } = definition;
  if (!("enters" in trigger) || !isStageForm(trigger.enters)) return [];
  const { stage } = trigger.enters;
  return stepsWithPaths(definition).flatMap(({ step, path }): Fault[] => {
    if (step.do !== "copy_deal" || step.with.stage !== undefined) return [];
    const pipeline = step.with.pipeline ?? stage.slice(0, stage.indexOf("/"));
    if (catalog.model.pipelines.get(pipeline)?.stages[0]?.key !== stage) return [];
    const message = `automation "${definition.key}", step "${step.id}": copies the deal into ${stage}, the very stage that starts the automation; give another stage`;
    return [{ path: [...path, "with"], code: "contradiction", message }];
  });
};

interface PlacedWait {
  readonly wait: Wait;
  readonly path: Fault["path"];
  readonly where: string;
}

/** The waits of steps and of branches. */
const waitsWithPaths = (definition: Automation): PlacedWait[] => {
  const steps = stepsOf(definition);
  const branches = new Map(
    steps.flatMap(({ above }) => above).map((fork) => [branchId(fork.step, fork.branch), fork]),
  );
  return [
    ...steps.map(({ step, index }) => ({ id: step.id, wait: step.wait, index })),
    ...[...branches].map(([id, { step, branch }]) => ({ id, wait: step.wait, index: branch })),
  ].flatMap(({ id, wait, index }) =>
    wait === null ? [] : [{ wait, path: pathOf(index), where: `, step "${id}"` }],
  );
};

const stepsWithPaths = (definition: Automation) =>
  stepsOf(definition).map(({ step, index }) => ({ step, path: pathOf(index) }));

/** `[2, 0, 1]` reads steps[2].branch[0].steps[1]. */
const pathOf = (index: readonly number[]): (string | number)[] =>
  index.flatMap((position, depth) => (depth % 2 === 0 ? ["steps", position] : ["branch", position]));
