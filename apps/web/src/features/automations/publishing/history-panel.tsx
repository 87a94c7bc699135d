import type { comparisonSchema, Page, versionSchema } from "@cadencia/contracts/api";
import { Button, Stack } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type * as z from "zod";
import { request } from "../../../lib/api/request.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { SidePanel } from "../../../ui/side-panel.tsx";
import { useFormat } from "../../session/use-format.ts";
import type { AutomationInfo } from "../queries.ts";
import classes from "./publishing.module.css";

type Version = z.infer<typeof versionSchema>;
type Comparison = z.infer<typeof comparisonSchema>;

const versionsQuery = (key: string, version: number) =>
  queryOptions({
    queryKey: ["automation", key, "versions", version],
    queryFn: ({ signal }) => request<Page<Version>>(`/automations/${key}/versions?limit=100`, { signal }),
  });

const differenceQuery = (key: string, version: number, language: string) =>
  queryOptions({
    queryKey: ["automation", key, "difference", version, language],
    queryFn: ({ signal }) =>
      request<Comparison>(
        `/automations/${key}/diff?from=${Math.max(1, version - 1)}&to=${version}&locale=${language}`,
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Every version with who published it and what it changed, and the way back to each. */
export const HistoryPanel = ({
  automation,
  close,
}: {
  readonly automation: AutomationInfo;
  readonly close: () => void;
}) => {
  const { t } = useTranslation();
  const versions = useQuery(versionsQuery(automation.key, automation.version));
  return (
    <SidePanel title={t("editor.history.title", { name: automation.name })} onClose={close}>
      {versions.isError && <ErrorState error={versions.error} retry={() => void versions.refetch()} />}
      {versions.isPending && <Loading />}
      {(versions.data?.items ?? []).map((version) => (
        <VersionEntry key={version.version} automation={automation} version={version} close={close} />
      ))}
    </SidePanel>
  );
};

interface VersionEntryProps {
  readonly automation: AutomationInfo;
  readonly version: Version;
  readonly close: () => void;
}

const VersionEntry = ({ automation, version, close }: VersionEntryProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(version.current);
  const { version: number, published_by: by, published_at: at, restores, runs_under_way: runs } = version;
  return (
    <section className={classes["version"]} aria-label={t("editor.version", { version: number })}>
      <strong>{t("editor.version", { version: number })}</strong>
      {version.current && ` · ${t("editor.history.current")}`}
      <div className={classes["muted"]}>
        {t("editor.history.by", { name: by?.name ?? t("editor.history.system"), at: format.moment(at) })}
        {restores !== null && ` · ${t("editor.history.restores", { version: restores })}`}
        {runs > 0 && ` · ${t("editor.history.runs", { count: runs })}`}
      </div>
      {isOpen ? (
        <Changes automation={automation} version={number} />
      ) : (
        number > 1 && (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
            {t("editor.history.show")}
          </Button>
        )
      )}
      {!version.current && <RollBack automation={automation} version={number} close={close} />}
    </section>
  );
};

const Changes = ({
  automation,
  version,
}: {
  readonly automation: AutomationInfo;
  readonly version: number;
}) => {
  const { t, i18n } = useTranslation();
  const { data } = useQuery(differenceQuery(automation.key, version, i18n.language));
  if (version === 1) return <p className={classes["muted"]}>{t("editor.history.first")}</p>;
  if (data === undefined) return <Loading />;
  return (
    <ul className={classes["lines"]}>
      {data.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
};

const RollBack = ({ automation, version, close }: VersionChoice) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const back = useMutation({
    mutationFn: () =>
      request(`/automations/${automation.key}/rollback`, {
        method: "POST",
        body: { version, active_runs: "finish" },
      }),
    onSuccess: async () => {
      close();
      await client.invalidateQueries({ queryKey: ["automations"] });
    },
  });
  return (
    <Stack gap={8} align="start">
      <Button variant="default" size="compact-sm" loading={back.isPending} onClick={() => back.mutate()}>
        {t("editor.history.back", { version })}
      </Button>
      <FaultNote error={back.error} />
    </Stack>
  );
};

interface VersionChoice {
  readonly automation: AutomationInfo;
  readonly version: number;
  readonly close: () => void;
}
