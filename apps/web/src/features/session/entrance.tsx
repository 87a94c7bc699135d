import type { ReactNode } from "react";
import { Brand } from "../../ui/brand.tsx";
import classes from "./entrance.module.css";

/** The page before there is a session: one narrow column. */
export const Entrance = ({
  children,
  wide = false,
}: {
  readonly children: ReactNode;
  readonly wide?: boolean;
}) => (
  <div className={classes["page"]}>
    <main className={classes["column"]} data-wide={wide || undefined}>
      <Brand />
      <div className={classes["panel"]}>{children}</div>
    </main>
  </div>
);
