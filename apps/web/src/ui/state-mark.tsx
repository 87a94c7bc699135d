import {
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconHelpHexagon,
  IconPlayerSkipForward,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./state-mark.module.css";

export const STEP_STATES = [
  "done",
  "waiting",
  "skipped",
  "cancelled",
  "failed",
  "uncertain",
  "pending",
] as const;
export type StepState = (typeof STEP_STATES)[number];

export const STATE_ICONS: Readonly<Record<StepState, TablerIcon>> = {
  done: IconCircleCheck,
  waiting: IconClock,
  skipped: IconPlayerSkipForward,
  cancelled: IconBan,
  failed: IconCircleX,
  uncertain: IconHelpHexagon,
  pending: IconCircleDashed,
};

interface StateMarkProps {
  readonly state: StepState;
  readonly count?: number;
  /** In place of the state's own word. */
  readonly word?: string;
  /** On its soft ground, as a label of one thing. */
  readonly pill?: boolean;
}

/** What became of a step, never by colour alone: icon and word, or icon and number with the word for who listens. */
export const StateMark = ({ state, count, word: given, pill = false }: StateMarkProps) => {
  const { t } = useTranslation();
  const Icon = STATE_ICONS[state];
  const word = given ?? t(`common.state.${state}`);
  return (
    <span className={`${classes["mark"]} ${pill ? classes["pill"] : ""}`} data-state={state}>
      <Icon size={14} stroke={2} aria-hidden />
      {count === undefined ? word : <span aria-label={`${word}: ${count}`}>{count}</span>}
    </span>
  );
};
