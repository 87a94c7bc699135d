import { expect, it } from "vitest";
import { ACTION_REGISTRY } from "../../apps/server/src/features/automation/actions/registry.ts";
import { PALETTE } from "../../apps/web/src/features/automations/sequence/palette-groups.ts";

const FLOW = new Set<string>(["branch", "wait_event"]);

it("the palette offers what the server can do, all of it and nothing else", () => {
  const offered = PALETTE.flatMap(({ items }) => items).filter((item) => !FLOW.has(item));
  expect(offered.toSorted()).toEqual([...ACTION_REGISTRY.keys()].toSorted());
});
