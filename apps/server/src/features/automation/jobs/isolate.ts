import type { SaveUnit } from "../../records/index.ts";

/** More than so many that fail alone are no matter of single records: the whole is tried again. */
const MOST_ALONE = 20;

export interface Failure<Item> {
  readonly item: Item;
  readonly error: unknown;
}

/**
 * Does work for many records. Where it fails it is undone and done for each half, so that one record's failure holds
 * up no other (promise 4). Answers those that failed alone. Throws when too many did, unless `all` are wanted
 * however many.
 */
export const isolate = async <Item>(
  unit: SaveUnit,
  items: readonly Item[],
  { work, all = false }: { work: (items: readonly Item[]) => Promise<void>; all?: boolean },
): Promise<readonly Failure<Item>[]> => {
  const failures: Failure<Item>[] = [];
  const split = async (some: readonly Item[]): Promise<void> => {
    const attempt = await unit.attempt(() => work(some));
    if (attempt.ok) return;
    const [item] = some;
    if (item === undefined || some.length === 1) {
      if (item !== undefined) failures.push({ item, error: attempt.error });
      if (!all && failures.length > MOST_ALONE) throw attempt.error;
      return;
    }
    const middle = Math.ceil(some.length / 2);
    await split(some.slice(0, middle));
    await split(some.slice(middle));
  };
  if (items.length > 0) await split(items);
  return failures;
};

/** The same for a job that can be parted: what is one record's already has no part that could be tried by itself. */
export const isolateParts = async <Item>(
  unit: SaveUnit,
  items: readonly Item[],
  how: { work: (items: readonly Item[]) => Promise<void>; all: boolean },
): Promise<readonly Failure<Item>[]> => {
  if (items.length !== 1) return isolate(unit, items, how);
  await how.work(items);
  return [];
};
