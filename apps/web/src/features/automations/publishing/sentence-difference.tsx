import type { AutomationInput } from "@cadencia/contracts/automation";
import { Fragment } from "react";
import { plain } from "../sentence/parts.ts";
import { sentenceOf } from "../sentence/sentence.ts";
import { useSpeech } from "../sentence/speech.ts";
import { differenceOf } from "./difference.ts";
import classes from "./publishing.module.css";

/** A rule as it was and as it will be, in one sentence. */
export const SentenceDifference = ({
  before,
  after,
}: {
  readonly before: AutomationInput | null;
  readonly after: AutomationInput;
}) => {
  const speech = useSpeech();
  const next = plain(sentenceOf(after, speech));
  if (before === null) return <p className={classes["sentence"]}>{next}</p>;
  return (
    <p className={classes["sentence"]}>
      {differenceOf(plain(sentenceOf(before, speech)), next).map(({ kind, text }, at) => {
        if (kind === "added") return <ins key={at}>{text}</ins>;
        return kind === "removed" ? <del key={at}>{text}</del> : <Fragment key={at}>{text}</Fragment>;
      })}
    </p>
  );
};
