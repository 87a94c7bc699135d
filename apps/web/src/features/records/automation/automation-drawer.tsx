import type { RecordPayload } from "@cadencia/contracts/api";
import { Group, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { SidePanel } from "../../../ui/side-panel.tsx";
import { automationsQuery } from "../../automations/queries.ts";
import { DryRun } from "./dry-run.tsx";
import { PressButton } from "./press-button.tsx";
import { WhyItRan } from "./why/why-it-ran.tsx";
import { WhyAnswer } from "./why/why-answer.tsx";
import classes from "./automation.module.css";

interface AutomationDrawerProps {
  readonly record: RecordPayload;
  readonly act: "why" | "try" | "ran";
}

/** Beside the record, with an address of its own: one automation asked about this record. */
export const AutomationDrawer = ({ record, act }: AutomationDrawerProps) => {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { automation } = useParams<{ automation?: string }>();
  const { data } = useQuery(automationsQuery);
  const here = `/records/${record.object}/${record.id}/automation`;
  const choices = (data?.items ?? []).filter(({ object }) => object === record.object);
  const chosen = choices.find(({ key }) => key === automation);
  return (
    <SidePanel
      onClose={() => navigate(here)}
      title={
        chosen === undefined
          ? t("records.why.ask")
          : t(act === "ran" ? "ran.title" : `records.${act}.title`, { name: chosen.name })
      }
    >
      <div className={classes["answer"]}>
        {data !== undefined && choices.length === 0 ? (
          <Text c="dimmed">{t("records.why.none")}</Text>
        ) : (
          <Select
            label={t("records.why.automation")}
            placeholder={t("records.why.choose")}
            searchable={choices.length > 8}
            allowDeselect={false}
            data={choices.map(({ key, name }) => ({ value: key, label: name }))}
            value={chosen?.key ?? null}
            onChange={(key) => key !== null && navigate(`${here}/${act}/${key}`, { replace: true })}
          />
        )}
        {chosen !== undefined && act === "why" && (
          <WhyAnswer key={chosen.key} record={record} automation={chosen} />
        )}
        {chosen !== undefined && act === "try" && (
          <DryRun key={chosen.key} record={record} automation={chosen} />
        )}
        {chosen !== undefined && act === "ran" && (
          <WhyItRan key={chosen.key} record={record} automation={chosen} />
        )}
        {act !== "ran" && chosen?.state === "active" && (
          <Group>
            <PressButton record={record} automation={chosen} />
          </Group>
        )}
      </div>
    </SidePanel>
  );
};
