import type { WhyPayload } from "@cadencia/contracts/api";
import { noSuch } from "@cadencia/core/nearest";
import { invalid, Refusal } from "../../../platform/errors/index.ts";
import { readRecords, recordOf, refuseChange } from "../../records/index.ts";
import { findAutomation, listAutomations, type AutomationRow } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import type { Engine } from "../engine.ts";
import { unreadFilters } from "../publisher/lost-rights.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
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
    const { tx } = context.unit;
    if (question.object !== null) context.unit.object(question.object);
    const row = await findAutomation(tx, question.automation);
    if (row === null) {
      const keys = (await listAutomations(tx)).map(({ key }) => key);
      throw new Refusal("not_found", noSuch("automation", question.automation, keys));
    }
    if (question.object !== null && row.object !== question.object) {
      throw new Refusal(
        "conflict",
        `automation "${row.key}" works on ${row.object}, not on ${question.object}`,
      );
    }
    if (!UUID.test(question.record))
      throw new Refusal("not_found", `there is no ${row.object} ${question.record}`);
    await refuseReader(context, row, question);
    return why(context, {
      automation: row,
      record: question.record,
      limit: question.limit,
      cursor: readCursor(question.cursor),
    });
  });

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
  const unseen = refuseChange(rights, { action: "read", before: found });
  if (unseen !== null) recordOf(unseen);
  for (let version = 1; version <= row.version; version += 1) {
    const rule = await context.rules.version(unit.tx, row.id, version);
    const message = rule === null ? null : unreadFilters(rule, rights);
    if (message !== null) throw new Refusal("forbidden", message);
  }
};

const readCursor = (cursor: string | null): string | null => {
  if (cursor === null || /^\d{1,15}$/.test(cursor) || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(cursor))
    return cursor;
  const message = "this cursor is no cursor; take it from `next` of the answer before";
  throw invalid([{ field: "cursor", code: "wrong_value", message }]);
};
