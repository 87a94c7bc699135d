import type { RecordPayload } from "@cadencia/contracts/api";
import { expect, it } from "vitest";
import { entriesOf } from "./entries.ts";
import type { Change } from "./queries.ts";

const change = (seq: number, at: string, after: Change["after"]): Change => ({
  seq,
  at,
  kind: "updated",
  actor: null,
  cause: null,
  file: null,
  before: {},
  after,
});
const note = (id: string, at: string): RecordPayload => ({
  id,
  object: "note",
  version: 1,
  created_at: at,
  updated_at: at,
  archived: false,
});
const NOTHING = { changes: [], messages: [], notes: [], activities: [], runs: [] };

it("tells what happened from the newest to the oldest, whatever it was", () => {
  const entries = entriesOf({
    ...NOTHING,
    changes: [
      change(1, "2026-01-01T10:00:00Z", { amount: "1" }),
      change(2, "2026-01-03T10:00:00Z", { amount: "2" }),
    ],
    notes: [note("n", "2026-01-02T10:00:00Z")],
  });
  expect(entries.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    "change change 2",
    "note n",
    "change change 1",
  ]);
});

it("leaves out saves that changed only what changes by itself", () => {
  const changes = [change(1, "2026-01-01T10:00:00Z", { stage_entered_at: "2026-01-01T10:00:00Z" })];
  expect(entriesOf({ ...NOTHING, changes })).toEqual([]);
});
