import { parseAutomation, type Automation, type AutomationInput } from "@cadencia/contracts/automation";
import { Refusal } from "../../platform/errors/index.ts";
import type { Locale, Transaction } from "../../platform/workspace/index.ts";
import {
  defineAutomation,
  reopenContext,
  writeTemplate,
  type AutomationContext,
  type Engine,
} from "../automation/index.ts";
import { raiseRulesRevision, readCatalog } from "../objects/index.ts";
import { readDirectory } from "../records/index.ts";
import { seedAutomations } from "./seeds.ts";
import { seedTemplates } from "./templates.ts";
import { SEED_TEXTS } from "./texts/texts.ts";
import { readTaken, removeUntouched } from "./untouched.repo.ts";

/** What became of the seeds, by the keys of the automations. */
export interface Planted {
  readonly planted: readonly string[];
  /** There is one of this key already. */
  readonly standing: readonly string[];
  /** This workspace could not run it: a stage or a field of it was taken away. */
  readonly unfit: readonly string[];
}

/**
 * Gives a fresh workspace its automations, switched off, in its language or another. `fresh`: where it has automations
 * of its own already, nothing happens: whoever brought them wants those. Planted in another language before and not
 * touched since, they are written anew.
 */
export const plantSeeds = (
  engine: Engine,
  { locale, when }: { readonly locale?: Locale | undefined; readonly when: "fresh" | "missing" },
): Promise<Planted> =>
  engine.change(async (context) => {
    const { tx } = context.unit;
    await clearUntouchedSeeds(tx);
    const taken = await readTaken(tx);
    if (when === "fresh" && taken.automations.size > 0) return { planted: [], standing: [], unfit: [] };
    return writeSeeds(context, { locale: locale ?? context.unit.catalog.settings.locale, taken });
  });

/** Makes a workspace that holds nothing but its seeds an empty one. */
export const clearUntouchedSeeds = async (tx: Transaction): Promise<void> => {
  const texts = Object.values(SEED_TEXTS);
  await removeUntouched(tx, {
    automations: texts.flatMap(seedAutomations).map(asKept),
    templates: texts.flatMap(seedTemplates),
  });
  await raiseRulesRevision(tx);
};

/** As the database holds it: with what it left to the defaults. */
const asKept = (seed: AutomationInput): Automation => {
  const parsed = parseAutomation(seed);
  if (parsed.ok) return parsed.automation;
  throw new Error(`the seed "${seed.key}" is no automation`);
};

/** Writes the seeds of a language into a workspace, as its administrator's. What bears their keys already stays as it is. */
export const writeSeeds = async (
  standing: AutomationContext,
  {
    locale,
    taken = { automations: new Set(), templates: new Set() },
  }: { readonly locale: Locale; readonly taken?: Awaited<ReturnType<typeof readTaken>> },
): Promise<Planted> => {
  const context = await reopenContext(standing);
  const { tx } = context.unit;
  const texts = SEED_TEXTS[locale];
  const publisher = await administrator(tx);
  for (const template of seedTemplates(texts))
    if (!taken.templates.has(template.key)) await writeTemplate(tx, template);
  const outcome = { planted: [] as string[], standing: [] as string[], unfit: [] as string[] };
  for (const automation of seedAutomations(texts)) {
    if (taken.automations.has(automation.key)) {
      outcome.standing.push(automation.key);
      continue;
    }
    try {
      await defineAutomation(context, automation, { publisher });
      outcome.planted.push(automation.key);
    } catch (error) {
      // It was looked at as a whole before anything of it was written.
      if (!(error instanceof Refusal) || error.code !== "validation_failed") throw error;
      outcome.unfit.push(automation.key);
    }
  }
  return outcome;
};

/** Whose automations they are, and who the demo is about. */
export const administrator = async (tx: Transaction): Promise<string> => {
  const { users } = await readDirectory(tx, await readCatalog(tx));
  const found = [...users.values()].find(
    ({ values, deletedAt }) => deletedAt === null && values["active"] !== false && values["role"] === "admin",
  );
  if (found === undefined) throw new Refusal("conflict", "this workspace has no administrator");
  return found.id;
};
