import { useEffect, useRef, useState } from "react";

interface Layer {
  /** In which it was opened: the last stands above the others. */
  readonly order: number;
  readonly close: () => void;
}

const layers = new Set<Layer>();
let opened = 0;

/** What is open within a layer, such as a list of choices, closes itself first. */
const isTaken = ({ target, isComposing }: KeyboardEvent): boolean =>
  isComposing ||
  (target instanceof Element && target.getAttribute("data-mantine-stop-propagation") === "true");

const hear = (event: KeyboardEvent): void => {
  if (event.key !== "Escape" || isTaken(event)) return;
  [...layers].toSorted((left, right) => right.order - left.order)[0]?.close();
};

/**
 * Escape closes what floats, of several layers the uppermost only (each on its own would hear of one key press). Without
 * `onClose` it is not to be left, and what lies beneath is not either.
 */
export const useEscape = (onClose: (() => void) | undefined): void => {
  const heard = useRef(onClose);
  heard.current = onClose;
  // While it is drawn, what contains it is drawn before it; effects come the other way round.
  const [order] = useState(() => (opened += 1));
  useEffect(() => {
    const layer = { order, close: () => heard.current?.() };
    if (layers.size === 0) window.addEventListener("keydown", hear, { capture: true });
    layers.add(layer);
    return () => {
      layers.delete(layer);
      if (layers.size === 0) window.removeEventListener("keydown", hear, { capture: true });
    };
  }, [order]);
};
