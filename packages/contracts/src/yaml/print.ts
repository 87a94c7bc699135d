import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  Scalar,
  visit,
} from "yaml";

/** A mapping or list is written on one line when it fits into this many characters. */
const ONE_LINE = 88;

/** These stay in block form however short they are, so that a diff shows one step a line or more. */
const ALWAYS_OPEN: ReadonlySet<string> = new Set(["automations", "steps", "branch"]);

/**
 * Writes YAML the way the docs do: lists of steps in block form, what is short in braces. The same value always gives the
 * same bytes. Texts that another reader might take for a number, a time or a yes are quoted.
 */
export const printYaml = (value: unknown): string => {
  const document = new Document(value, { aliasDuplicateObjects: false });
  quoteAmbiguous(document);
  if (document.contents) fold(document.contents, true);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
};

/** The same on one line, whatever its length; a text as it is. */
export const printInline = (value: unknown): string => {
  if (typeof value === "string") return value.replaceAll(/\s+/g, " ").trim();
  const document = new Document(value, { aliasDuplicateObjects: false });
  quoteAmbiguous(document);
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).replaceAll(/\s+/g, " ").trim();
};

/** YAML 1.1 readers take `on`, `yes` for booleans and `9:30` for a number of seconds. */
const AMBIGUOUS = /^(?:y|n|yes|no|on|off|\d+(?::\d+)+)$/i;

const quoteAmbiguous = (document: Document): void => {
  visit(document, {
    Scalar: (key, node) => {
      if (key === "key" || typeof node.value !== "string") return;
      if (AMBIGUOUS.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
};

const fold = (node: Node, open: boolean): void => {
  if (!isCollection(node)) return;
  if (!open && lengthOf(node) <= ONE_LINE) {
    node.flow = true;
    return;
  }
  if (isMap(node)) {
    for (const pair of node.items) {
      const name = isScalar(pair.key) ? String(pair.key.value) : "";
      if (pair.value) fold(pair.value as ParsedNode, ALWAYS_OPEN.has(name));
    }
  }
  if (isSeq(node))
    for (const item of node.items) fold(item as ParsedNode, open && isMap(item) && hasOpen(item));
};

const hasOpen = (node: Node): boolean =>
  isMap(node) && node.items.some((pair) => isScalar(pair.key) && ALWAYS_OPEN.has(String(pair.key.value)));

/** Characters of the one-line form; endless where a text has lines of its own, or a block must stay open. */
const lengthOf = (node: unknown): number => {
  if (isScalar(node)) {
    const text = typeof node.value === "string" ? node.value : String(node.value);
    return text.includes("\n") ? Infinity : text.length + 2;
  }
  if (isSeq(node)) return node.items.reduce<number>((sum, item) => sum + lengthOf(item) + 2, 2);
  if (!isMap(node) || hasOpen(node)) return Infinity;
  return node.items.reduce<number>((sum, pair) => sum + lengthOf(pair.key) + lengthOf(pair.value) + 4, 2);
};
