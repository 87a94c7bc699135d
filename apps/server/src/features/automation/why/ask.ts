import type { WhyPayload } from "@cadencia/contracts/api";
import { noSuch } from "@cadencia/core/nearest";
import { restrictModel } from "@cadencia/core/rights";
import { invalid, Refusal } from "../../../platform/errors/index.ts";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { objectNamed, readRecords, recordOf, refusalOf } from "../../records/index.ts";
import { findAutomation, listAutomations, type AutomationRow } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import type { Engine } from "../engine.ts";
import { unreadFilters } from "../publisher/lost-rights.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { untold } from "../publisher/told.ts";
import { noAutomation as noVisibleAutomation } from "../visible.ts";
import { spare } from "./spare.ts";
import { why } from "./why.ts";

export const DEFAULT_OCCASIONS = 20;

export interface WhyQuestion {
  /** Null: the one that the automation works on. */
  readonly object: string | null;
  readonly record: string;
  readonly automation: string;
  readonly limit: number;
  readonly cursor: string | null;
  /** Who asks; left out: the administrator of this machine. */
  readonly reader?: string | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Asks why by key and id. Refused where there is no such automation, object or record. */
export const askWhy = (engine: Engine, question: WhyQuestion): Promise<WhyPayload> =>
  engine.run(async (context) => {
    const { tx, catalog } = context.unit;
    const { reader = null } = question;
    const seen = { model: restrictModel(catalog.model, publisherRights(context, reader)) };
    if (question.object !== null) objectNamed(seen, question.object);
    const row = await findAutomation(tx, question.automation);
    if (row === null || !seen.model.objects.has(row.object)) throw await noAutomation(tx, question);
    if (question.object !== null && row.object !== question.object) {
      throw new Refusal(
        "conflict",
        `automation "${row.key}" works on ${row.object}, not on ${question.object}`,
      );
    }
    if (!UUID.test(question.record))
      throw new Refusal("not_found", `there is no ${row.object} ${question.record}`);
    await refuseReader(context, row, question);
    const answer = await why(context, {
      automation: row,
      record: question.record,
      limit: question.limit,
      cursor: readCursor(question.cursor),
    });
    return spare(context, publisherRights(context, reader), answer);
  });

const noAutomation = async (
  tx: Transaction,
  { automation, reader = null }: WhyQuestion,
): Promise<Refusal> => {
  if (reader !== null) return noVisibleAutomation(tx, automation, reader);
  const keys = (await listAutomations(tx)).map(({ key }) => key);
  return new Refusal("not_found", noSuch("automation", automation, keys));
};

/** An answer tells the values that every version saw: it is for who may read them, of a record that they may read. */
const refuseReader = async (
  context: AutomationContext,
  row: AutomationRow,
  { record, reader = null }: WhyQuestion,
): Promise<void> => {
  const rights = publisherRights(context, reader);
  if (rights.everything) return;
  const { unit } = context;
  const [found] = await readRecords(unit.tx, unit.object(row.object), [record]);
  if (found === undefined) return;
  const unseen = await refusalOf(unit, rights, { action: "read", before: found });
  if (unseen !== null) recordOf(unseen);
  for (let version = 1; version <= row.version; version += 1) {
    const rule = await context.rules.version(unit.tx, row.id, version);
    if (rule !== null && unreadFilters(rule, rights) !== null) throw untold(row.key, rights);
  }
};

const readCursor = (cursor: string | null): string | null => {
  if (cursor === null || /^\d{1,15}$/.test(cursor) || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(cursor))
    return cursor;
  const message = "this cursor is no cursor; take it from `next` of the answer before";
  throw invalid([{ field: "cursor", code: "wrong_value", message }]);
};
