import type { ReactNode } from "react";
import classes from "./rail.module.css";
import { STATE_ICONS, type StepState } from "./state-mark.tsx";

/** Time as a line with beats. */
export const Rail = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ol className={classes["rail"]} aria-label={label}>
    {children}
  </ol>
);

interface BeatProps {
  readonly state: StepState;
  /** It came after a wait: a ring, else filled. What was not reached is dashed either way. */
  readonly waited: boolean;
  readonly isLast: boolean;
  readonly children: ReactNode;
}

export const Beat = ({ state, waited, isLast, children }: BeatProps) => {
  const Icon = STATE_ICONS[state];
  const reached = waited ? "ring" : "filled";
  return (
    <li className={classes["beat"]} data-state={state} data-shape={state === "pending" ? "dashed" : reached}>
      <span className={classes["track"]} aria-hidden>
        <span className={classes["dot"]}>{state === "pending" ? null : <Icon size={14} stroke={2} />}</span>
        {!isLast && <span className={classes["line"]} />}
      </span>
      <div className={classes["body"]}>{children}</div>
    </li>
  );
};
