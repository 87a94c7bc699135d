/** A piece of a sentence; a slot is what one may change of it. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "slot"; readonly name: string; readonly text: string };

const SLOT = /\[(\w+)\]/u;

/** "When [object] enters [stage]" with its slots filled. */
export const weave = (template: string, slots: Readonly<Record<string, string>>): readonly Part[] =>
  template.split(SLOT).flatMap((piece, index): readonly Part[] => {
    if (index % 2 === 1) return [{ kind: "slot", name: piece, text: slots[piece] ?? "…" }];
    return piece === "" ? [] : [{ kind: "text", text: piece }];
  });

export const text = (words: string): readonly Part[] => [{ kind: "text", text: words }];

export const join = (clauses: readonly (readonly Part[])[], between: string): readonly Part[] =>
  clauses
    .filter((clause) => clause.length > 0)
    .flatMap((clause, index) => (index === 0 ? clause : [...text(between), ...clause]));

export const plain = (parts: readonly Part[]): string => parts.map((part) => part.text).join("");

/** A clause that stands by itself. */
export const asTitle = (parts: readonly Part[]): string => {
  const words = plain(parts);
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
};
