import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { DialogFoot } from "../../../ui/dialog-foot.tsx";
import { SidePanel } from "../../../ui/side-panel.tsx";
import { ConditionBuilder } from "../../conditions/condition-builder.tsx";
import { useMay } from "../../session/use-may.ts";
import { readJson } from "../../../lib/read-json.ts";
import classes from "./filter.module.css";

interface FilterPanelProps {
  readonly object: string;
  readonly filter: string | null;
  readonly onChange: (filter: string | null) => void;
  readonly onClose: () => void;
}

/** The page behind it changes when the filter is shown, not with every keystroke. */
const FilterPanel = ({ object, filter, onChange, onClose }: FilterPanelProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const [draft, setDraft] = useState(() => readJson(filter));
  const [isComplete, setComplete] = useState(true);
  const show = (next: unknown) => {
    onChange(next === null ? null : JSON.stringify(next));
    onClose();
  };
  return (
    <SidePanel title={t("views.filter")} onClose={onClose} size={560}>
      <ConditionBuilder
        object={object}
        filter={draft}
        onChange={(next, { complete }) => {
          setDraft(next);
          setComplete(complete);
        }}
      />
      {draft !== null && isComplete && may("segment", "edit") && (
        <p className={classes["segment"]}>
          <Link href={`/segments/new?object=${object}&filter=${encodeURIComponent(JSON.stringify(draft))}`}>
            {t("views.asSegment")}
          </Link>
        </p>
      )}
      <DialogFoot>
        {filter !== null && (
          <Button variant="default" onClick={() => show(null)}>
            {t("views.clear")}
          </Button>
        )}
        <Button disabled={!isComplete} onClick={() => show(draft)}>
          {t("views.show")}
        </Button>
      </DialogFoot>
    </SidePanel>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default FilterPanel;
