/** The ways back that the product writes beside a record it makes: part of making it, no change of their own. */
const BACK_LINKS: ReadonlySet<string> = new Set(["deal.repeat_lead", "lead.converted_deal"]);

export const isBackLink = (object: string, field: string): boolean => BACK_LINKS.has(`${object}.${field}`);
