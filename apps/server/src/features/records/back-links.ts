/** The ways back that the product writes beside a record it makes: part of making it, no change of their own. */
const BACK_LINKS: ReadonlySet<string> = new Set(["deal.repeat_lead", "lead.converted_deal"]);

export const isBackLink = (object: string, field: string): boolean => BACK_LINKS.has(`${object}.${field}`);

/** Objects whose records are saved as part of another one's save: product lines. */
const PARTS: ReadonlySet<string> = new Set(["line"]);

/** Whether a change only belongs to another one, and so is no effect by itself (scenario.md, Effects). */
export const isPartOfAnother = (object: string, changed: Iterable<string>): boolean =>
  PARTS.has(object) || [...changed].every((field) => isBackLink(object, field));
