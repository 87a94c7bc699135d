import type { EntrantsPayload } from "@cadencia/contracts/api";
import { restrictModel } from "@cadencia/core/rights";
import { invalid } from "../../../platform/errors/index.ts";
import { titlesOf } from "../../records/index.ts";
import type { Activation } from "../automations.service.ts";
import type { AutomationContext } from "../context.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { countUnread, readEntrants } from "./entrants.repo.ts";
import { lastPassed } from "./last-passed.ts";
import { askedRule, isAhead } from "./preview.ts";

interface EntrantsPage {
  readonly cursor: string | undefined;
  readonly limit: number;
}

const NOBODY: EntrantsPayload = { items: [], next: null, unread: 0 };

/**
 * Who would enter if the automation were switched on now, by name and in the order in which they enter. Of those whom
 * the reader may not read only the number is told. Refuses what `activate` refuses.
 */
export const previewEntrants = async (
  context: AutomationContext,
  {
    key,
    activation,
    reader,
  }: { readonly key: string; readonly activation: Activation; readonly reader: string },
  { cursor, limit }: EntrantsPage,
): Promise<EntrantsPayload> => {
  const { unit } = context;
  const after = cursorIn(cursor);
  const rule = await askedRule(context, key, activation);
  const passed = lastPassed(context, rule);
  if (!activation.existing || isAhead(rule, passed)) return NOBODY;
  const rights = publisherRights(context, reader);
  const wanted = { rule, passed, rights };
  const found = await readEntrants(unit, wanted, { after, limit: limit + 1 });
  const ids = found.slice(0, limit);
  const named = ids.map((record) => ({ object: rule.object, record }));
  const titles = await titlesOf(unit.tx, restrictModel(unit.catalog.model, rights), named);
  return {
    items: ids.map((id) => ({ id, title: titles.get(id) ?? null })),
    next: found.length > limit ? (ids.at(-1) ?? null) : null,
    unread: await countUnread(unit, wanted),
  };
};

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

const cursorIn = (cursor: string | undefined): string | null => {
  if (cursor === undefined) return null;
  if (ID.test(cursor)) return cursor;
  const message = "this cursor is no cursor; take it from `next` of the page before";
  throw invalid([{ field: "cursor", code: "wrong_value", message }]);
};
