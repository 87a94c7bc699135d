import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from "yaml";
import type { Path } from "../problems/index.ts";

export interface Position {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** Where a path stands in the text; what is not there is reported where it is missing: at its owner. */
export type Locator = (path: Path) => Position;

interface Step {
  readonly node: unknown;
  readonly offset: number;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

const keyText = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key);

const stepInto = (document: Document, from: unknown, part: string | number): Step | undefined => {
  const node = isAlias(from) ? from.resolve(document) : from;
  if (isMap(node)) {
    const pair = node.items.find((candidate) => keyText(candidate) === String(part));
    return pair && { node: pair.value, offset: startOf(pair.key) ?? 0 };
  }
  if (!isSeq(node) || typeof part !== "number" || part >= node.items.length) return undefined;
  const item = node.items[part];
  return { node: item, offset: startOf(item) ?? 0 };
};

export const locatorFor =
  (document: Document, lines: LineCounter): Locator =>
  (path) => {
    let at: Step = { node: document.contents, offset: startOf(document.contents) ?? 0 };
    for (const part of path) {
      const next = stepInto(document, at.node, part);
      if (!next) break;
      at = next;
    }
    const { line, col } = lines.linePos(at.offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
