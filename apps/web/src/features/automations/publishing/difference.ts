/** A run of words that stayed, came or went. */
export interface Passage {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

const wordsOf = (text: string): readonly string[] => text.match(/\s+|[^\s]+/gu) ?? [];

/** In what two sentences differ, word by word. */
export const differenceOf = (before: string, after: string): readonly Passage[] => {
  const [left, right] = [wordsOf(before), wordsOf(after)];
  const lengths = Array.from({ length: left.length + 1 }, (): number[] => []);
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1)
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const line = lengths[row];
      if (line === undefined) continue;
      line[column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  const passages: { kind: Passage["kind"]; text: string }[] = [];
  const put = (kind: Passage["kind"], text: string) => {
    const last = passages.at(-1);
    if (last?.kind === kind) last.text += text;
    else passages.push({ kind, text });
  };
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    if (row < left.length && column < right.length && left[row] === right[column]) {
      put("same", left[row] ?? "");
      row += 1;
      column += 1;
    } else if (column >= right.length || (row < left.length && at(row + 1, column) >= at(row, column + 1))) {
      put("removed", left[row] ?? "");
      row += 1;
    } else {
      put("added", right[column] ?? "");
      column += 1;
    }
  }
  return passages;
};
