import type { ReactNode } from "react";
import classes from "./floating.module.css";

/**
 * The acts of a dialog or side panel, in sight however long the rest is. At its end, within the form where there is
 * one. One of the buttons is the primary one, and it comes last.
 */
export const DialogFoot = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes["foot"]} data-foot>
    {children}
  </div>
);
