import { useRef } from "react";
import type { Gap as Place } from "../draft/steps.ts";
import classes from "./sequence.module.css";
import { isSameGap, useSequenceActs } from "./use-sequence.ts";
import { useGapTarget } from "./use-step-drag.ts";

/** Where a step may be put. */
export const Gap = ({ gap }: { readonly gap: Place }) => {
  const element = useRef<HTMLLIElement>(null);
  const isOver = useGapTarget(element, gap);
  const { target } = useSequenceActs();
  const isTarget = target !== null && isSameGap(target, gap);
  return (
    <li ref={element} aria-hidden className={classes["gap"]} data-gap data-over={isOver || isTarget}>
      <span className={classes["gapLine"]} />
    </li>
  );
};
