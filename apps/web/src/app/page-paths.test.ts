import { expect, it } from "vitest";
import { pagePathOf } from "./page-paths.ts";

it.each([
  ["/", "/pipelines/:pipeline?"],
  ["/pipelines", "/pipelines/:pipeline?"],
  ["/pipelines/sales/", "/pipelines/:pipeline?"],
  ["/automations", "/automations"],
  ["/automations/new", "/automations/new"],
  ["/automations/stages/sales", "/automations/stages/:pipeline"],
  ["/automations/follow-up/runs/failed", "/automations/:key/runs/:tab?/:id?"],
  ["/automations/follow-up/yaml", "/automations/:key/:view?/:part?"],
  ["/records/deal/7/automation/why/follow-up", "/records/:object/:id/:tab?/:act?/:automation?"],
  ["/nowhere", undefined],
])("the address %s is answered by the page of %s", (address, path) => {
  expect(pagePathOf(address)).toBe(path);
});
