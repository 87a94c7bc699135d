import type { StageKind } from "@cadencia/core/model";
import { Refusal } from "../../platform/errors/index.ts";
import type { Locale, Transaction, WorkspaceSettings } from "../../platform/workspace/index.ts";
import { defineAutomation, reopenContext, type AutomationContext, type Engine } from "../automation/index.ts";
import {
  raiseModelRevision,
  readCatalog,
  tableName,
  writePipeline,
  writeSettings,
  writeStageLabels,
} from "../objects/index.ts";
import { writePast } from "../records/index.ts";
import { administrator, clearUntouchedSeeds, OFFERED, SEED_FOLDERS, writeSeeds } from "../seeds/index.ts";
import { copyToService } from "./copy-to-service.ts";
import { analyze, insertDemo, readDemo, standingRows } from "./demo.repo.ts";
import { tellStory } from "./story/story.ts";
import { TEXTS, type Texts } from "./texts/texts.ts";

/** Where the demo takes place; the workspace's own settings where left out. */
export type DemoPlace = Partial<Pick<WorkspaceSettings, "locale" | "timeZone" | "currency" | "holidays">>;

const OFFERED_STAGE = "sales/proposal";

/**
 * Fills an empty workspace with the demo, all of it or nothing: customers, twelve months of history, pipelines,
 * colleagues, templates, and automations that are switched off. A workspace that holds the demo already keeps it as it
 * is; one that holds anything else is refused. Answers whether it was filled now.
 */
export const fillDemo = (engine: Engine, place: DemoPlace = {}): Promise<boolean> =>
  engine.change(async (context) => {
    const { tx } = context.unit;
    if ((await readDemo(tx)) !== null) return false;
    await clearUntouchedSeeds(tx);
    await refuseUnlessEmpty(tx);
    const { settings } = await placed(tx, place);
    const texts = TEXTS[settings.locale];
    const me = await administrator(tx);
    await addService(tx, texts);
    const { timeZone, currency } = settings;
    const story = tellStory({ now: tx.now, timeZone, currency, me, texts });
    await writePast(tx, story.told);
    await raiseModelRevision(tx);
    await addAutomations(context, settings.locale, me);
    await insertDemo(tx, {
      language: settings.locale,
      automation: OFFERED,
      record: story.offered,
      stage: OFFERED_STAGE,
    });
    await analyze(tx, [...new Set(story.told.map(({ object }) => tableName(object)).concat("change"))]);
    tx.afterCommit(() => tx.workspace.statements.forget());
    return true;
  });

const placed = async (tx: Transaction, place: DemoPlace) => {
  await writeSettings(tx, { ...place, demo: true });
  await raiseModelRevision(tx);
  return readCatalog(tx);
};

/** Users are there from the start, and pipelines and settings may have been looked at before. */
const refuseUnlessEmpty = async (tx: Transaction): Promise<void> => {
  const { model } = await readCatalog(tx);
  const objects = [...model.objects.keys()].filter((key) => key !== "user");
  const tables = [...objects.map(tableName), "automation", "template", "segment"];
  const standing = await standingRows(tx, tables);
  if (standing.size === 0) return;
  const names = [...standing].map((name) => name.replace(/^o_/u, "")).join(", ");
  throw new Refusal(
    "conflict",
    `the demo needs an empty workspace, and this one has records or settings of its own: ${names}`,
  );
};

/** Kinds of the stages, in their order. */
const SERVICE: Readonly<Record<keyof Texts["service"]["stages"], StageKind>> = {
  new: "open",
  scheduled: "open",
  in_progress: "open",
  done: "won",
  cancelled: "lost",
};

const addService = async (tx: Transaction, { service }: Texts): Promise<void> => {
  const stages = Object.entries(SERVICE).map(([name, kind], position) => ({
    key: `service/${name}`,
    pipeline: "service",
    name,
    label: service.stages[name as keyof typeof SERVICE],
    kind,
    position,
  }));
  await writePipeline(tx, { key: "service", object: "deal", owner: null, stages }, service.label);
  await writeStageLabels(tx, stages);
  await raiseModelRevision(tx);
};

const addAutomations = async (
  context: AutomationContext,
  locale: Locale,
  publisher: string,
): Promise<void> => {
  await writeSeeds(context, { locale });
  const automation = copyToService(TEXTS[locale], SEED_FOLDERS[locale].recurring);
  await defineAutomation(await reopenContext(context), automation, { publisher });
};
