import { CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { asTitle } from "../../automations/sentence/parts.ts";
import { aFilter } from "../../automations/sentence/phrase/filter.ts";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { readJson } from "../../../lib/read-json.ts";
import { partsOf, without } from "./filter-parts.ts";
import classes from "./filter.module.css";

interface FilterChipsProps {
  readonly object: string;
  readonly filter: string;
  readonly onChange: (filter: string | null) => void;
}

/** What narrows the page, condition by condition, each taken away by one press. */
const FilterChips = ({ object, filter, onChange }: FilterChipsProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const asked = readJson(filter);
  if (asked === null) return null;
  return (
    <ul className={classes["chips"]} aria-label={t("views.narrowedBy")}>
      {partsOf(asked).map((part, index) => {
        const words = asTitle(aFilter(part, object, speech));
        return (
          <li key={JSON.stringify(part)} className={classes["chip"]}>
            <span>{words}</span>
            <CloseButton
              size="sm"
              aria-label={t("views.without", { words })}
              onClick={() => {
                const left = without(asked, index);
                onChange(left === null ? null : JSON.stringify(left));
              }}
            />
          </li>
        );
      })}
    </ul>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default FilterChips;
