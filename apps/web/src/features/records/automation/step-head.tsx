import type { ReactNode } from "react";
import type { StepState } from "../../../ui/state-mark.tsx";
import classes from "./step-head.module.css";

interface StepHeadProps {
  readonly name: ReactNode;
  readonly state: StepState;
  /** The state in words. */
  readonly children: ReactNode;
}

/** What a step does, and how it stands with it. */
export const StepHead = ({ name, state, children }: StepHeadProps) => (
  <div className={classes["head"]}>
    <span className={classes["name"]}>{name}</span>
    <span className={classes["state"]} data-state={state}>
      {children}
    </span>
  </div>
);
