import * as z from "zod";
import { annotate } from "../problems/index.ts";

export const DEFAULT_PAGE_SIZE = 50;
export const LARGEST_PAGE_SIZE = 500;

/** How a list is asked for; query parameters are texts. */
export const pageQueryShape = {
  /** From `next` of the page before. */
  cursor: z.exactOptional(z.string().min(1)),
  limit: z.exactOptional(
    annotate(z.string().regex(/^\d{1,9}$/), { noun: "a whole number", write: "digits, such as 100" })
      .transform(Number)
      .pipe(z.int().min(1).max(LARGEST_PAGE_SIZE)),
  ),
};

/** A list answered page by page; `next` is null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.nullable(z.string()) });

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
