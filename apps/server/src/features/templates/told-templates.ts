import type { Model } from "@cadencia/core/model";
import { restrictModel } from "@cadencia/core/rights";
import { Refusal } from "../../platform/errors/index.ts";
import { checkMessage } from "../../platform/templates/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readCatalog } from "../objects/index.ts";
import { readRights } from "../records/index.ts";
import { listTemplates, type StoredTemplate } from "./templates.repo.ts";

/** Templates as somebody sees them: one that prints what is hidden from them is not there. */
export const toldTemplates = async (tx: Transaction, reader: string): Promise<readonly StoredTemplate[]> => {
  const { model } = await readCatalog(tx);
  const seen = await seenModel(tx, reader);
  const templates = await listTemplates(tx);
  return seen === model ? templates : templates.filter((template) => isTold(template, { model, seen }));
};

/** Refuses who would overwrite or remove what they may not see. */
export const refuseUntold = async (tx: Transaction, key: string, actor: string): Promise<void> => {
  const { model } = await readCatalog(tx);
  const seen = await seenModel(tx, actor);
  if (seen === model) return;
  const template = (await listTemplates(tx)).find((other) => other.key === key);
  if (template === undefined || isTold(template, { model, seen })) return;
  throw new Refusal("forbidden", `forbidden: the template "${key}" prints what you may not see`);
};

const seenModel = async (tx: Transaction, reader: string): Promise<Model> => {
  const catalog = await readCatalog(tx);
  return restrictModel(catalog.model, await readRights(tx, catalog, reader));
};

/** What prints something hidden has a fault by what somebody sees that it has not by what there is. */
const isTold = (template: StoredTemplate, { model, seen }: { model: Model; seen: Model }): boolean => {
  const message = template as Parameters<typeof checkMessage>[0];
  return checkMessage(message, { model: seen }).length <= checkMessage(message, { model }).length;
};
