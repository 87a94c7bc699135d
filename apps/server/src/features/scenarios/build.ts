import { didYouMean } from "@cadencia/core/nearest";
import { printAutomation } from "@cadencia/contracts/automation";

import { momentToInstant, type Scenario, type ScenarioUser } from "@cadencia/contracts/scenario";
import type { Field } from "@cadencia/core/model";
import { holidayCountries } from "../../platform/holidays/index.ts";
import { Refusal } from "../../platform/errors/index.ts";
import { inTransaction, type Transaction, type WorkspaceSettings } from "../../platform/workspace/index.ts";
import {
  activateAutomation,
  defineAutomation,
  writeSegment,
  writeTemplate,
  type Engine,
} from "../automation/index.ts";
import { setCredits } from "../messaging/index.ts";
import {
  addField,
  changeModel,
  ensureTable,
  insertCustomField,
  insertCustomObject,
  raiseModelRevision,
  readCatalog,
  writePipeline,
  writeSettings,
} from "../objects/index.ts";
import { saveRole } from "../rights/index.ts";
import { recordOf, SYSTEM, type Input } from "../records/index.ts";
import { translateInput } from "./inputs.ts";
import { STANDARD } from "./lab-schema.repo.ts";
import { UnusablePart } from "./unusable.ts";
import type { Names } from "./names.ts";

/** Puts into an empty workspace what a scenario file says exists before its clock starts. */
export const buildScenario = async (engine: Engine, scenario: Scenario, names: Names): Promise<void> => {
  await checkCountry(scenario.workspace.holidays);
  await inTransaction(engine.workspace, async (tx) => {
    await configure(tx, scenario);
    await declareFields(tx, scenario);
    await declarePipelines(tx, scenario, names);
  });
  await declareRoles(engine, scenario);
  await createUsers(engine, scenario, names);
  await writeTexts(engine, scenario);
  await createRecords(engine, scenario, names);
  await switchOn(engine, scenario);
};

const writeTexts = async (engine: Engine, scenario: Scenario): Promise<void> => {
  if (Object.keys(scenario.templates).length + Object.keys(scenario.segments).length === 0) return;
  await engine.run(async ({ unit }) => {
    for (const [key, template] of Object.entries(scenario.templates)) {
      await writeTemplate(unit.tx, {
        key,
        kind: template.kind,
        subject: template.subject ?? null,
        body: template.body ?? null,
        transactional: template.transactional ?? false,
        transliterate: template.transliterate ?? false,
      });
    }
    for (const [key, segment] of Object.entries(scenario.segments))
      await writeSegment(unit.tx, { key, ...segment });
  });
};

/** All in one transaction: each of its own would read all automations anew. */
const switchOn = async (engine: Engine, { automations }: Scenario): Promise<void> => {
  if (automations.length === 0) return;
  await engine.change(async (context) => {
    for (const [index, automation] of automations.entries()) {
      const definition = printAutomation(automation);
      await asPart(["automations", index], () => defineAutomation(context, definition, { publisher: null }));
      if (automation.active) await activateAutomation(context, automation.key, { existing: false });
    }
  });
};

/** What the product refuses of a part of the file makes the file unusable. */
const asPart = async <Result>(
  path: readonly (string | number)[],
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refusal ? UnusablePart.of(error, path) : error;
  }
};

const configure = async (tx: Transaction, { workspace }: Scenario): Promise<void> => {
  const settings: Partial<WorkspaceSettings> = {
    timeZone: workspace.timezone,
    locale: workspace.locale,
    currency: workspace.currency,
    businessHours: workspace.business_hours,
    holidays: workspace.holidays,
    sms: {
      quietHours: workspace.sms.quiet_hours,
      credits: workspace.sms.credits,
      price: workspace.sms.price ?? 1,
      transliterate: workspace.sms.transliterate,
    },
    frequencyCap: workspace.frequency_cap,
  };
  await writeSettings(tx, settings);
  if (workspace.sms.credits !== null) await setCredits(tx, "sms", String(workspace.sms.credits));
  await raiseModelRevision(tx);
};

const checkCountry = async (holidays: string | readonly string[]): Promise<void> => {
  if (typeof holidays !== "string") return;
  const countries = await holidayCountries();
  if (countries.includes(holidays)) return;
  const hint = didYouMean(holidays, countries);
  const message = `no public holidays are known for the country "${holidays}"${hint}`;
  throw new UnusablePart([{ path: ["workspace", "holidays"], message }]);
};

const declareFields = async (tx: Transaction, scenario: Scenario): Promise<void> => {
  for (const [key, object] of Object.entries(scenario.objects))
    await insertCustomObject(tx, { key, label: object.name ?? key });
  const declared = [
    ...Object.entries(scenario.fields),
    ...Object.entries(scenario.objects).map(([key, object]) => [key, object.fields] as const),
  ];
  if (declared.length === 0) return;
  const { model } = await readCatalog(tx);
  for (const [object, fields] of declared) {
    const type = model.objects.get(object);
    if (type === undefined) {
      throw new UnusablePart([{ path: ["fields", object], message: `there is no object "${object}"` }]);
    }
    if (type.custom === true) await ensureTable(tx, type);
    for (const [key, declaration] of Object.entries(fields)) {
      const field = toField(key, declaration);
      if (type.fields.has(key)) continue;
      await insertCustomField(tx, { object, field, back: field.to === undefined ? null : `${object}s` });
      await addField(tx, object, field);
    }
  }
};

const declareRoles = async (engine: Engine, { roles }: Scenario): Promise<void> => {
  for (const [key, { hide = [], ...rights }] of Object.entries(roles)) {
    await asPart(["roles", key], () =>
      changeModel(engine.workspace, (tx) => saveRole(tx, { key, rights, hide })),
    );
  }
};

const toField = (key: string, declared: Scenario["fields"][string][string]): Field => ({
  key,
  label: key,
  type: declared.type,
  custom: true,
  ...(declared.options === undefined ? {} : { options: declared.options }),
  ...(declared.type === "user" || declared.type === "users" ? { to: "user" } : {}),
  ...(declared.to === undefined ? {} : { to: declared.to }),
  ...(declared.required === undefined ? {} : { required: declared.required }),
  ...(declared.default === undefined || declared.default === null ? {} : { default: declared.default }),
});

/** Days stay days; a moment without an offset is local to the workspace. */
const absencesOf = ({ absent }: ScenarioUser, timeZone: string): readonly string[][] | null => {
  if (absent.length === 0) return null;
  return absent.map((pair) => pair.map((end) => (end.includes("T") ? instantOf(end, timeZone) : end)));
};

const createUsers = async (engine: Engine, { users, workspace }: Scenario, names: Names): Promise<void> => {
  const timeZone = workspace.timezone;
  const entries = Object.entries(users);
  if (entries.length === 0) return;
  await engine.save(async (unit) => {
    const teams = [...new Set(entries.flatMap(([, user]) => user.team ?? []))];
    const made = await unit.create(
      "team",
      teams.map((name) => ({ input: { name } })),
    );
    const teamIds = new Map(teams.map((name, index) => [name, recordOf(made[index]).id]));
    const outcomes = await unit.create(
      "user",
      entries.map(([handle, user]) => ({
        id: names.find(handle)?.id ?? engine.workspace.newId(),
        input: { ...userInput(handle, user, teamIds), absences: absencesOf(user, timeZone) },
      })),
    );
    for (const outcome of outcomes) recordOf(outcome);
    const managed = entries.flatMap(([handle, user]) =>
      user.manager === null
        ? []
        : [{ id: names.find(handle)?.id ?? "", input: { manager: names.find(user.manager)?.id } }],
    );
    for (const outcome of await unit.update("user", managed)) recordOf(outcome);
  });
};

const userInput = (handle: string, user: ScenarioUser, teams: ReadonlyMap<string, string>): Input => ({
  handle,
  name: user.name,
  email: user.email,
  phone: user.phone,
  role: user.role,
  team: user.team === null ? null : (teams.get(user.team) ?? null),
  locale: user.locale,
  timezone: user.timezone,
  working_hours: user.working_hours,
  active: user.active,
});

const declarePipelines = async (tx: Transaction, scenario: Scenario, names: Names): Promise<void> => {
  for (const [key, pipeline] of Object.entries(scenario.pipelines)) {
    const stages = pipeline.stages.map((stage, position) => ({
      key: `${key}/${stage.key}`,
      pipeline: key,
      name: stage.key,
      kind: stage.kind,
      position,
    }));
    const owner = pipeline.owner === null ? null : (names.find(pipeline.owner)?.id ?? null);
    await writePipeline(tx, { key, object: pipeline.object, stages, owner }, key);
  }
  const objects = new Set(Object.values(scenario.pipelines).map(({ object }) => object));
  const fresh = [...objects].filter((object) => STANDARD.objects.get(object)?.fields.has("stage") !== true);
  if (fresh.length === 0) return;
  // `pipeline` and `stage` come to an object with its first pipeline.
  const { model } = await readCatalog(tx);
  for (const object of fresh) {
    const type = model.objects.get(object);
    if (type === undefined) {
      throw new UnusablePart([{ path: ["pipelines"], message: `there is no object "${object}"` }]);
    }
    await ensureTable(tx, type);
  }
};

/** Records in the order of the file; what points at a record that stands further down is written afterwards. */
const createRecords = async (engine: Engine, scenario: Scenario, names: Names): Promise<void> => {
  const entries = Object.entries(scenario.records);
  for (const [name] of entries) names.find(name);
  await engine.save(async (unit) => {
    const seen = new Set(Object.keys(scenario.users));
    const later: { id: string; object: string; input: Input }[] = [];
    for (const [name, record] of entries) {
      const { created_at: createdAt, updated_at: updatedAt, ...values } = record.values;
      const [now, after] = splitForward(values, { seen, names: new Set(Object.keys(scenario.records)) });
      const id = names.find(name)?.id ?? "";
      const instant = (given: unknown): string | undefined =>
        given === undefined ? undefined : instantOf(given as string, scenario.workspace.timezone);
      const [created, updated] = [instant(createdAt), instant(updatedAt)];
      const [outcome] = await asPart(["records", name], () =>
        unit.create(record.object, [
          {
            id,
            input: translateInput(unit, record.object, { values: now, names }),
            origin: SYSTEM,
            ...(created === undefined ? {} : { createdAt: created }),
            ...(updated === undefined ? {} : { updatedAt: updated }),
          },
        ]),
      );
      await asPart(["records", name], async () => recordOf(outcome));
      seen.add(name);
      if (Object.keys(after).length > 0)
        later.push({
          id,
          object: record.object,
          input: translateInput(unit, record.object, { values: after, names }),
        });
    }
    for (const { id, object, input } of later) {
      for (const outcome of await unit.update(object, [{ id, input }])) recordOf(outcome);
    }
  });
};

const instantOf = (text: string, timeZone: string): string => momentToInstant(text, timeZone).toString();

const splitForward = (
  values: Input,
  { seen, names }: { seen: ReadonlySet<string>; names: ReadonlySet<string> },
): [Input, Input] => {
  const isForward = (value: unknown): boolean =>
    typeof value === "string" && names.has(value) && !seen.has(value);
  const entries = Object.entries(values);
  return [
    Object.fromEntries(entries.filter(([, value]) => !isForward(value))),
    Object.fromEntries(entries.filter(([, value]) => isForward(value))),
  ];
};
