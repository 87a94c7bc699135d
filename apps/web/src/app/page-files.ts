import type { ComponentType } from "react";
import { prepareRest } from "../lib/i18n.ts";
import { pagePathOf, type PagePath } from "./page-paths.ts";

type Load = () => Promise<{ readonly default: ComponentType }>;

/** Beside the texts of the first load it needs the others. */
const withRest =
  (load: Load): Load =>
  async () =>
    (await Promise.all([load(), prepareRest()]))[0];

const automations = withRest(() => import("../features/automations/list/automations-page.tsx"));
const lists: Load = () => import("../features/lists/list-page.tsx");

/** Each page is a chunk of its own. */
export const PAGE_FILES: Readonly<Record<PagePath, Load>> = {
  "/my-day": withRest(() => import("../features/day/day-page.tsx")),
  "/outbox/:id?": withRest(() => import("../features/outbox/outbox-page.tsx")),
  "/automations/:key/runs/:tab?/:id?": withRest(() => import("../features/runs/runs-page.tsx")),
  "/welcome": withRest(() => import("../features/demo/welcome-page.tsx")),
  "/pipelines/:pipeline?": () => import("../features/pipelines/pipelines-page.tsx"),
  "/automations": automations,
  "/automations/new": automations,
  "/segments": withRest(() => import("../features/segments/segments-page.tsx")),
  "/segments/:key": withRest(() => import("../features/segments/segment-page.tsx")),
  "/settings/:section?": withRest(() => import("../features/settings/settings-page.tsx")),
  "/contacts": lists,
  "/companies": lists,
  "/objects/:object": lists,
  "/automations/stages/:pipeline": withRest(() => import("../features/automations/stages/stages-page.tsx")),
  "/automations/:key/:view?/:part?": withRest(
    () => import("../features/automations/page/automation-page.tsx"),
  ),
  "/records/:object/:id/:tab?/:act?/:automation?": withRest(
    () => import("../features/records/record-page.tsx"),
  ),
};

/** Fetches the page of an address ahead, if there is one. */
export const loadPageOf = async (address: string): Promise<void> => {
  const path = pagePathOf(address);
  if (path !== undefined) await PAGE_FILES[path]();
};
