/** Steps back that are kept. */
const MOST = 200;

/** A value with the way back and forth. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** Edits of one thing in a row, such as letters typed into a field, are one step back. */
  readonly thing: string | null;
}

export const begin = <Value>(present: Value): History<Value> => ({
  past: [],
  present,
  future: [],
  thing: null,
});

export const record = <Value>(
  { past, present, thing }: History<Value>,
  next: Value,
  of: string | null,
): History<Value> => ({
  past: of !== null && of === thing ? past : [...past, present].slice(-MOST),
  present: next,
  future: [],
  thing: of,
});

export const undo = <Value>(history: History<Value>): History<Value> => {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    thing: null,
  };
};

export const redo = <Value>(history: History<Value>): History<Value> => {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, thing: null };
};
