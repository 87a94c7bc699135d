import type { ReactNode } from "react";
import classes from "./states.module.css";

interface EmptyStateProps {
  readonly text: string;
  readonly act?: ReactNode;
}

/** One line of what would stand here, and one thing to do about it. */
export const EmptyState = ({ text, act }: EmptyStateProps) => (
  <div className={classes["centre"]}>
    <p>{text}</p>
    {act}
  </div>
);

/** Where the whole page is empty, its line is the page's heading. */
export const EmptyPage = ({ text, act }: EmptyStateProps) => (
  <div className={classes["centre"]}>
    <h1 className={classes["line"]}>{text}</h1>
    {act}
  </div>
);
