import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DialogFoot } from "../../ui/dialog-foot.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { ConditionBuilder } from "../conditions/condition-builder.tsx";
import type { ObjectInfo } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";

interface FilterPanelProps {
  readonly object: ObjectInfo;
  readonly filter: unknown;
  readonly onFilter: (filter: unknown) => void;
  readonly onClose: () => void;
}

export const FilterPanel = ({ object, filter, onFilter, onClose }: FilterPanelProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const [draft, setDraft] = useState({ filter, complete: true });
  return (
    <SidePanel title={t("lists.filterTitle", { name: labels.objects(object) })} size={620} onClose={onClose}>
      <ConditionBuilder
        object={object.key}
        filter={draft.filter}
        onChange={(next, { complete }) => setDraft({ filter: next, complete })}
      />
      <DialogFoot>
        <Button variant="default" disabled={filter === null} onClick={() => onFilter(null)}>
          {t("lists.noFilter")}
        </Button>
        <Button disabled={!draft.complete} onClick={() => onFilter(draft.filter)}>
          {t("lists.doFilter")}
        </Button>
      </DialogFoot>
    </SidePanel>
  );
};
