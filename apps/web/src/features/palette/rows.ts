const ROWS = "main tbody tr, main [data-row]";
const STOP = "a[href], button:not([disabled])";

/** j and k go from row to row of a list, x selects the one where the focus is; Enter opens it as the link that it is. */
export const walkRows = (key: "j" | "k" | "x"): boolean => {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
  if (rows.length === 0) return false;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  if (key === "x") {
    const box = rows[here]?.querySelector<HTMLInputElement>('input[type="checkbox"]');
    box?.click();
    return box !== undefined && box !== null;
  }
  const next = here === -1 ? 0 : here + (key === "j" ? 1 : -1);
  const stop = rows[next]?.querySelector<HTMLElement>(STOP);
  if (stop === undefined || stop === null) return here !== -1;
  stop.focus();
  rows[next]?.scrollIntoView({ block: "nearest" });
  return true;
};
