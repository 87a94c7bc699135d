import type { RecordView } from "../../model/index.ts";
import type { ConditionNode } from "../nodes/index.ts";
import type { Present } from "../time/resolve.ts";
import { evaluateCondition } from "./evaluate.ts";

const NO_RECORD: RecordView = Object.freeze({
  id: "",
  object: "",
  value: () => null,
  one: () => null,
  many: () => [],
});

/** Whether a condition on `now` holds: it looks at no record, so it is the same for all. */
export const evaluateOnClock = (condition: ConditionNode, present: Present): boolean =>
  evaluateCondition(condition, NO_RECORD, { now: present.now, calendar: present.calendar });
