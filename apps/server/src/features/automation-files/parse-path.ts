import type { Path } from "@cadencia/contracts/problems";

const PARTS = /([A-Za-z_][\w-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g;

/** The inverse of `formatPath`: `steps[0].with["contact.category"]`. */
export const parsePath = (text: string): Path =>
  [...text.matchAll(PARTS)].map(([, word, position, quoted]) => {
    if (word !== undefined) return word;
    return position === undefined ? (JSON.parse(quoted ?? '""') as string) : Number(position);
  });
