import { Graph, mergePaths, RecordNode, type PathTree, type Save } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { filterPaths } from "./paths.ts";

/**
 * Locks the related records that filters read of a record which now goes, or points elsewhere. Somebody who
 * changes one of them at the same time finds this record by the link that it had, and judges it: one of the two
 * has to wait for the other, or the record stays in what it has left.
 */
export const holdFormerRelated = async (
  context: AutomationContext,
  saves: readonly Save[],
): Promise<void> => {
  const { tx, catalog } = context.unit;
  const held = saves.flatMap((save) => {
    const paths = formerPaths(context, save);
    return save.before === null || Object.keys(paths).length === 0
      ? []
      : [{ node: new RecordNode(save.before), paths }];
  });
  const graph = new Graph(tx, catalog.model, "share");
  for (const group of Map.groupBy(held, ({ node }) => node.object).values()) {
    await graph.load(
      group.map(({ node }) => node),
      mergePaths(group.map(({ paths }) => paths)),
    );
  }
};

/** The ways from the record that this save cuts. */
const formerPaths = ({ rules: { index } }: AutomationContext, save: Save): PathTree => {
  const { object, kind, changed } = save;
  const goes = kind === "deleted" || kind === "archived" || kind === "merged";
  if (!goes && kind !== "updated") return {};
  const watches = goes ? index.allWatches(object.key) : index.ownWatches(save);
  const paths = Object.entries(mergePaths(watches.map((watch) => filterPaths(watch.watched.filter))));
  // Children are held by the lock on their parent.
  return Object.fromEntries(
    paths.filter(([relation]) => object.fields.has(relation) && (goes || changed.has(relation))),
  );
};
