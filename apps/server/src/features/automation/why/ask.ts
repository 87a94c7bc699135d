import type { WhyPayload } from "@cadencia/contracts/api";
import { noSuch } from "@cadencia/core/nearest";
import { invalid, Refusal } from "../../../platform/errors/index.ts";
import { findAutomation, listAutomations } from "../automations.repo.ts";
import type { Engine } from "../engine.ts";
import { why } from "./why.ts";

export const DEFAULT_OCCASIONS = 20;

export interface WhyQuestion {
  /** Null: the one that the automation works on. */
  readonly object: string | null;
  readonly record: string;
  readonly automation: string;
  readonly limit: number;
  readonly cursor: string | null;
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
    return why(context, {
      automation: row,
      record: question.record,
      limit: question.limit,
      cursor: readCursor(question.cursor),
    });
  });

const readCursor = (cursor: string | null): string | null => {
  if (cursor === null || /^\d{1,15}$/.test(cursor) || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(cursor))
    return cursor;
  const message = "this cursor is no cursor; take it from `next` of the answer before";
  throw invalid([{ field: "cursor", code: "wrong_value", message }]);
};
