import type { Rights } from "@cadencia/core/rights";
import { readableOf, type RecordNode } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";

/**
 * Takes from loaded records the related ones that somebody may not read, and the fields that are hidden from them:
 * texts and actions then find nothing there, by whatever way a template comes to a name. Answers whether they may
 * read a record that was loaded.
 */
export const seeAs = async (
  { tx, catalog: { model } }: Pick<AutomationContext["unit"], "tx" | "catalog">,
  roots: readonly RecordNode[],
  rights: Rights,
): Promise<(node: RecordNode) => boolean> => {
  if (rights.everything) return () => true;
  const loaded = loadedFrom(roots);
  const readable = await readableOf(
    { tx, model },
    rights,
    [...loaded].map(({ record }) => record),
  );
  const isSeen = (node: RecordNode): boolean => readable.has(node.id);
  for (const node of loaded) {
    if (rights.hidesAny) node.hides = (field) => rights.hides(node.object, field);
    for (const [field, target] of node.links)
      if (target !== null && !isSeen(target)) node.links.set(field, null);
    // Lines are part of what holds them.
    for (const [relation, targets] of node.lists)
      node.lists.set(
        relation,
        targets.filter((target) => target.object === "line" || isSeen(target)),
      );
  }
  return isSeen;
};

const loadedFrom = (roots: readonly RecordNode[]): ReadonlySet<RecordNode> => {
  const loaded = new Set(roots);
  // A set is walked to its end, also over what is added on the way.
  for (const node of loaded) {
    for (const target of node.links.values()) if (target !== null) loaded.add(target);
    for (const targets of node.lists.values()) for (const target of targets) loaded.add(target);
  }
  return loaded;
};
