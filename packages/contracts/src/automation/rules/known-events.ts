import { nearest } from "@cadencia/core/nearest";
import { EVENT_NAMES, isEventName } from "../../events/index.ts";
import { type Path, type Problem } from "../../problems/index.ts";
import { everyStep, type Rule, subjectOf } from "./rule.ts";

/** Waiting for an event that nobody reports would wait for ever. */
export const knownEvents: Rule = (automation) => {
  const { trigger } = automation;
  const started =
    "event" in trigger ? unknownEvent(trigger.event, ["trigger", "event"], subjectOf(automation)) : [];
  const awaited = everyStep(automation).flatMap(({ step, path, subject }) =>
    step.wait && "event" in step.wait
      ? unknownEvent(step.wait.event, [...path, "wait", "event"], subject)
      : [],
  );
  return [...started, ...awaited];
};

const unknownEvent = (event: string, path: Path, subject: string): readonly Problem[] => {
  if (isEventName(event)) return [];
  const word = nearest(event, EVENT_NAMES);
  const hint = word === undefined ? `; use one of ${EVENT_NAMES.join(", ")}` : `; did you mean "${word}"?`;
  const message = `unknown event "${event}" in ${subject}${hint}`;
  return [{ code: "unknown_event", path, message, ...(word === undefined ? {} : { nearest: word }) }];
};
