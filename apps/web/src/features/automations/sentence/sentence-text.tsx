import type { Part } from "./parts.ts";
import classes from "./sentence.module.css";

/** A sentence to read: its slots stand out. */
export const SentenceText = ({ parts }: { readonly parts: readonly Part[] }) => (
  <span className={classes["sentence"]}>
    {parts.map((part, index) =>
      part.kind === "slot" ? (
        <span key={index} className={classes["slot"]}>
          {part.text}
        </span>
      ) : (
        part.text
      ),
    )}
  </span>
);
