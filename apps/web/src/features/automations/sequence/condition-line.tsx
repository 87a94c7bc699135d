import { CheckDot } from "../../records/automation/why/check-dot.tsx";
import classes from "./sequence.module.css";

/** A condition with whether it holds for the sample; null: nobody looked. */
export const ConditionLine = ({ holds, text }: { readonly holds: boolean | null; readonly text: string }) => (
  <span className={classes["condition"]}>
    <CheckDot state={holds === null ? "unseen" : holds ? "yes" : "no"} />
    <span>{text}</span>
  </span>
);
