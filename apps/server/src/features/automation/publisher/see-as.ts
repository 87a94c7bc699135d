import type { Rights } from "@cadencia/core/rights";
import { RecordNode, subjectOf } from "../../records/index.ts";

/**
 * Takes from loaded records the related ones that somebody may not read, and the fields that are hidden from them:
 * texts and actions then find nothing there, by whatever way a template comes to a name.
 */
export const seeAs = (nodes: Iterable<RecordNode>, rights: Rights): void => {
  if (rights.everything) return;
  const done = new Set<RecordNode>();
  const isSeen = (node: RecordNode): boolean => rights.may("read", subjectOf(node.record));
  const visit = (node: RecordNode): void => {
    if (done.has(node)) return;
    done.add(node);
    if (rights.hidesAny) node.hides = (field) => rights.hides(node.object, field);
    for (const [field, target] of node.links) {
      if (target === null) continue;
      if (isSeen(target)) visit(target);
      else node.links.set(field, null);
    }
    for (const [relation, targets] of node.lists) {
      // Lines are part of what holds them.
      const seen = targets.filter((target) => target.object === "line" || isSeen(target));
      node.lists.set(relation, seen);
      for (const target of seen) visit(target);
    }
  };
  for (const node of nodes) visit(node);
};
