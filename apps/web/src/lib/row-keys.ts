import { useEffect, type RefObject } from "react";

/** Keys that do something to the row in hand, by key. */
type RowActs = Readonly<Record<string, (row: HTMLElement) => void>>;

/**
 * `j` and `k` walk over the rows of a list, each the element that bears `data-row`; Enter is the row's own. Not while
 * somebody writes, and not with another key held.
 */
export const useRowKeys = (list: RefObject<HTMLElement | null>, acts: RowActs = {}): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const container = list.current;
      if (container === null || isTaken(event)) return;
      const rows = [...container.querySelectorAll<HTMLElement>("[data-row]")];
      const at = rows.findIndex(
        (row) => row === document.activeElement || row.contains(document.activeElement),
      );
      const step = { j: 1, k: -1 }[event.key];
      if (step !== undefined) {
        // A list that the focus is not in begins at its top, unless another one has it.
        if (
          at === -1 &&
          document.activeElement?.closest("[data-row]") !== null &&
          document.activeElement !== document.body
        )
          return;
        const next = rows[at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
        if (next === undefined) return;
        event.preventDefault();
        next.focus();
        next.scrollIntoView({ block: "nearest" });
        return;
      }
      const row = rows[at];
      const act = acts[event.key];
      if (row === undefined || act === undefined) return;
      event.preventDefault();
      act(row);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
};

const isTaken = (event: KeyboardEvent): boolean =>
  event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target);

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest("input, textarea, select, [role='dialog'], [role='menu']") !== null);
