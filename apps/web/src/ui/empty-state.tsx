import type { ReactNode } from "react";
import classes from "./states.module.css";

/** One line of what would stand here, and one thing to do about it. */
export const EmptyState = ({ text, act }: { readonly text: string; readonly act?: ReactNode }) => (
  <div className={classes["centre"]}>
    <p>{text}</p>
    {act}
  </div>
);
