import { readableOf } from "../readable.ts";
import type { Reading } from "../reading.ts";
import type { RecordNode } from "../row.ts";

/** Takes from what was loaded around a record what the reader may not read: to them, as to a search, it is not there. */
export const withoutUnreadable = async (reading: Reading, root: RecordNode): Promise<void> => {
  const { tx, whole, rights } = reading;
  if (rights.everything) return;
  const around = reached(root, new Set());
  const readable = await readableOf(
    { tx, model: whole },
    rights,
    [...around].map(({ record }) => record),
  );
  const isSeen = (node: RecordNode): boolean => node === root || readable.has(node.id);
  for (const node of around) {
    for (const [field, link] of node.links) if (link !== null && !isSeen(link)) node.links.set(field, null);
    for (const [relation, list] of node.lists) node.lists.set(relation, list.filter(isSeen));
  }
};

const reached = (node: RecordNode, seen: Set<RecordNode>): ReadonlySet<RecordNode> => {
  if (seen.has(node)) return seen;
  seen.add(node);
  for (const link of node.links.values()) if (link !== null) reached(link, seen);
  for (const list of node.lists.values()) for (const member of list) reached(member, seen);
  return seen;
};
