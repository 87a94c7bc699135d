import classes from "./brand.module.css";

/** Time with its beats. */
export const Mark = () => (
  <svg className={classes["mark"]} viewBox="0 0 22 20" fill="none" stroke="currentColor" aria-hidden>
    <path d="M3 3v14M8.3 7v6M13.6 5v10M19 8.5v3" strokeLinecap="round" />
  </svg>
);

export const Brand = () => (
  <span className={classes["brand"]}>
    <Mark />
    Cadencia
  </span>
);
