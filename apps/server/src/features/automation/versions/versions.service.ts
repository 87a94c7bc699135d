import {
  differencesBetween,
  printAutomation,
  type Automation,
  type Difference,
} from "@cadencia/contracts/automation";
import { Refusal } from "../../../platform/errors/index.ts";
import type { Transaction } from "../../../platform/workspace/index.ts";
import type { AutomationRow } from "../automations.repo.ts";
import { existing, type Publisher } from "../automations.service.ts";
import type { AutomationContext } from "../context.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { refuseUntold } from "../publisher/told.ts";
import { noAutomation, visibility } from "../visible.ts";
import { publishAutomation, type ActiveRuns } from "../publishing/publish.ts";
import { readVersion } from "../rules.repo.ts";
import { findEver, readVersions, type VersionRow } from "./versions.repo.ts";

/** An automation by key, a deleted one too: its history stays readable, by who hears of the automation. */
export const automationEver = async (tx: Transaction, key: string, reader: string): Promise<Ever> => {
  const found = await findEver(tx, key);
  if (found !== null && (await visibility(tx, reader))(found)) return found;
  throw await noAutomation(tx, key, reader);
};

type Ever = Pick<AutomationRow, "id" | "version" | "object">;

const definitionOf = async (
  tx: Transaction,
  { id, key, version: last }: Pick<AutomationRow, "id" | "key" | "version">,
  version: number,
): Promise<Automation> => {
  const source = await readVersion(tx, id, version);
  if (source !== null) return source.definition;
  throw new Refusal("not_found", `automation "${key}" has no version ${version}; the last one is ${last}`);
};

/** A version by its number: who published it and when. */
export const versionRow = async (
  tx: Transaction,
  { id, key, version: last }: Pick<AutomationRow, "id" | "key" | "version">,
  version: number,
): Promise<{ readonly row: VersionRow; readonly definition: Automation }> => {
  const definition = await definitionOf(tx, { id, key, version: last }, version);
  const [row] = await readVersions(tx, id, { below: version + 1, limit: 1 });
  if (row === undefined) throw new Refusal("not_found", `automation "${key}" has no version ${version}`);
  return { row, definition };
};

/** In what two versions differ; from the one before to the current one unless said otherwise. */
export const compareVersions = async (
  tx: Transaction,
  automation: Pick<AutomationRow, "id" | "key" | "version">,
  asked: { readonly from: number | undefined; readonly to: number | undefined },
): Promise<{ readonly from: number; readonly to: number; readonly differences: readonly Difference[] }> => {
  const to = asked.to ?? automation.version;
  const from = asked.from ?? Math.max(1, to - 1);
  const [before, after] = [await definitionOf(tx, automation, from), await definitionOf(tx, automation, to)];
  return { from, to, differences: differencesBetween(before, after) };
};

/** Publishes what an older version said as a new version; the ones between stay in the history. */
export const rollBack = async (
  context: AutomationContext,
  key: string,
  {
    version,
    activeRuns,
    publisher,
  }: Publisher & { readonly version: number; readonly activeRuns: ActiveRuns },
): Promise<AutomationRow> => {
  const { tx } = context.unit;
  const row = await existing(context, key);
  if (row.version === version)
    throw new Refusal(
      "conflict",
      `automation "${key}" is at version ${version}; there is nothing to roll back`,
    );
  const definition = await definitionOf(tx, row, version);
  await refuseUntold(context, row, { rights: publisherRights(context, publisher), version });
  return publishAutomation(context, key, { definition, activeRuns, publisher, restores: version });
};

/** The written form of a version, as in YAML. */
export const printedVersion = (definition: Automation): Record<string, unknown> => {
  const { active: _, ...written } = printAutomation(definition);
  return { ...written };
};
