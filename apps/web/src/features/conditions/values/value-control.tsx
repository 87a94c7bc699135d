import { useTranslation } from "react-i18next";
import { takesDuration, takesNothing } from "../rows/operators.ts";
import { AmountControl } from "./amount-control.tsx";
import { ChoiceControl } from "./choice-control.tsx";
import { ClockControl } from "./clock-control.tsx";
import { DayControl } from "./day-control.tsx";
import { DurationControl } from "./duration-control.tsx";
import { NumberControl } from "./number-control.tsx";
import { PairControl } from "./pair-control.tsx";
import { RecordControl } from "./record-control.tsx";
import { TextControl } from "./text-control.tsx";
import { useChoices } from "./use-choices.ts";
import type { ValueProps } from "./value.ts";
import { WeekdayControl } from "./weekday-control.tsx";
import { WordsControl } from "./words-control.tsx";

interface ValueControlProps extends ValueProps {
  readonly operator: string;
}

const MANY = new Set(["in", "not_in", "has_any", "has_all", "has_none"]);
const SETS = new Set(["multi_select", "users", "relations", "tags"]);

/** The control that fits what is asked: a stage, a person, a day, so many days, an amount, words. */
export const ValueControl = ({ operator, ...props }: ValueControlProps) => {
  const { t } = useTranslation();
  const { field } = props;
  const choices = useChoices(field, props.object);
  if (takesNothing(operator)) return null;
  if (takesDuration(operator)) return <DurationControl {...props} />;
  if (operator === "weekday_in") return <WeekdayControl {...props} />;
  if (operator === "time_between") return <ClockControl {...props} />;
  if (operator === "increased_by" || operator === "decreased_by") return <AmountControl {...props} />;
  if (operator === "between")
    return (
      <PairControl
        {...props}
        control={(half) => <SingleControl {...half} />}
        names={[t("conditions.from"), t("conditions.to")]}
      />
    );
  const isMany = MANY.has(operator) || (SETS.has(field.type) && (operator === "is" || operator === "is_not"));
  if (choices !== null) return <ChoiceControl {...props} choices={choices} many={isMany} />;
  if (isMany && field.type !== "relation") return <WordsControl {...props} />;
  return <SingleControl {...props} />;
};

const SingleControl = (props: ValueProps) => {
  switch (props.field.type) {
    case "money":
    case "number":
    case "integer":
    case "percent":
      return <NumberControl {...props} />;
    case "date":
    case "datetime":
      return <DayControl {...props} />;
    case "relation":
    case "relations":
      return <RecordControl {...props} />;
    default:
      return <TextControl {...props} />;
  }
};
