/** Every address that the product has a page for; the more special one comes first. */
export const PAGE_PATHS = [
  "/my-day",
  "/outbox/:id?",
  "/automations/:key/runs/:tab?/:id?",
  "/welcome",
  "/pipelines/:pipeline?",
  "/automations",
  "/automations/new",
  "/segments",
  "/segments/:key",
  "/settings/:section?",
  "/contacts",
  "/companies",
  "/objects/:object",
  "/automations/stages/:pipeline",
  "/automations/:key/:view?/:part?",
  "/records/:object/:id/:tab?/:act?/:automation?",
] as const;

export type PagePath = (typeof PAGE_PATHS)[number];

/** The page that answers an address; "/" leads to the pipelines. */
export const pagePathOf = (address: string): PagePath | undefined =>
  PAGE_PATHS.find((path) => patternOf(path).test(address === "/" ? "/pipelines" : address));

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/\/:\w+\?/gu, "(?:/[^/]+)?").replaceAll(/\/:\w+/gu, "/[^/]+")}/?$`, "u");
