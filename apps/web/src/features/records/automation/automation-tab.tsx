import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, SegmentedControl, Text } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import classes from "./automation.module.css";
import { AutomationDrawer } from "./automation-drawer.tsx";
import { runsQuery } from "./queries.ts";
import { RunCard } from "./run-card.tsx";

type Shown = "active" | "ended";

/** What automations do here and did, and why others do nothing. */
export const AutomationTab = ({ record }: { readonly record: RecordPayload }) => {
  const { t } = useTranslation();
  const { act } = useParams<{ act?: string }>();
  const runs = useQuery(runsQuery(record));
  const [chosen, setChosen] = useState<Shown | null>(null);
  if (runs.isError && runs.data === undefined)
    return <ErrorState error={runs.error} retry={() => void runs.refetch()} />;
  if (runs.data === undefined) return <Loading />;
  const active = runs.data.items.filter(({ status }) => status === "active");
  const ended = runs.data.items.filter(({ status }) => status !== "active");
  const shown = chosen ?? (active.length === 0 && ended.length > 0 ? "ended" : "active");
  const list = shown === "active" ? active : ended;
  return (
    <>
      <div className={classes["bar"]}>
        <SegmentedControl
          aria-label={t("records.runs.which")}
          value={shown}
          onChange={(value) => setChosen(value)}
          data={[
            { value: "active", label: t("records.runs.active", { count: active.length }) },
            { value: "ended", label: t("records.runs.ended", { count: ended.length }) },
          ]}
        />
        <Button
          variant="default"
          leftSection={<IconHelpCircle size={16} aria-hidden />}
          component={Link}
          href={`/records/${record.object}/${record.id}/automation/why`}
        >
          {t("records.why.ask")}
        </Button>
      </div>
      {list.length === 0 ? (
        <Text c="dimmed">{t(shown === "active" ? "records.runs.noneActive" : "records.runs.noneEnded")}</Text>
      ) : (
        <div className={classes["runs"]}>
          {list.map((run) => (
            <RunCard key={run.id} run={run} record={record} />
          ))}
        </div>
      )}
      {(act === "why" || act === "try" || act === "ran") && <AutomationDrawer record={record} act={act} />}
    </>
  );
};
