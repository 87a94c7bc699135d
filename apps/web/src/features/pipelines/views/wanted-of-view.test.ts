import { expect, it } from "vitest";
import type { Wanted } from "../wanted.ts";
import type { SavedView } from "./queries.ts";
import { isAsSaved, viewOf, wantedOf } from "./wanted-of-view.ts";

const PLAIN: Wanted = {
  view: "board",
  owner: null,
  text: "",
  stage: null,
  sort: null,
  filter: null,
  saved: null,
};

const saved = (wanted: Wanted): SavedView => ({
  id: "1",
  pipeline: "sales",
  name: "Mine",
  wanted: viewOf(wanted),
  shared: false,
  owner: { id: "ana", name: "Ana" },
  may_edit: true,
  usual: false,
});

it("a view brings back the page that it was saved of, the owner as a condition", () => {
  const page: Wanted = { ...PLAIN, view: "list", owner: "ana", text: "hotel ", filter: '["amount","gt",5]' };
  const opened = { ...PLAIN, ...wantedOf(saved(page)) };
  expect(opened).toMatchObject({
    view: "list",
    owner: null,
    text: "hotel",
    filter: '{"all":[["amount","gt",5],["owner","is","ana"]]}',
  });
  expect(isAsSaved(opened, saved(page))).toBe(true);
  expect(isAsSaved(page, saved(page))).toBe(true);
});

it("a page that was narrowed further is no longer as it was saved", () => {
  const view = saved(PLAIN);
  expect(isAsSaved({ ...PLAIN, text: "roof" }, view)).toBe(false);
  expect(isAsSaved({ ...PLAIN, view: "list" }, view)).toBe(false);
  expect(isAsSaved({ ...PLAIN, stage: "won" }, view)).toBe(true);
});
