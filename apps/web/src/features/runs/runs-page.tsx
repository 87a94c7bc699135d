import type { StepCounts } from "@cadencia/contracts/api";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { Problem } from "../../lib/api/problem.ts";
import { EmptyPage } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { automationsQuery, type AutomationInfo } from "../automations/queries.ts";
import { isTold } from "../automations/sentence/sentence.ts";
import { versionQuery } from "../records/automation/queries.ts";
import { FlowPanel } from "./flow/flow-panel.tsx";
import { RunsHead } from "./head/runs-head.tsx";
import { StandingTabs } from "./head/standing-tabs.tsx";
import { StandingList } from "./lists/standing-list.tsx";
import { countsQuery, runQuery } from "./queries.ts";
import { RunPanel } from "./run/run-panel.tsx";
import classes from "./runs-page.module.css";
import { addressOf, useWanted, type Wanted } from "./wanted.ts";

/** Under this width a run covers the list. */
const BESIDE = "(min-width: 1180px)";

/** What became of the runs of one automation, and of one of them in detail. */
const RunsPage = () => {
  const { t } = useTranslation();
  const wanted = useWanted();
  const automations = useQuery(automationsQuery);
  const counts = useQuery({ ...countsQuery(wanted.key, wanted.days), retry: false });
  if (counts.error instanceof Problem && counts.error.status === 404)
    return (
      <EmptyPage text={t("runs.gone")} act={<Link href="/automations">{t("runs.toAutomations")}</Link>} />
    );
  if (counts.isError && counts.data === undefined)
    return <ErrorState error={counts.error} retry={() => void counts.refetch()} />;
  if (counts.data === undefined || automations.data === undefined) return <Loading />;
  const automation = automations.data.items.find(({ key }) => key === wanted.key);
  return <Runs wanted={wanted} counts={counts.data} automation={automation} />;
};

interface RunsProps {
  readonly wanted: Wanted;
  readonly counts: StepCounts;
  /** Left out: it was deleted. */
  readonly automation: AutomationInfo | undefined;
}

const Runs = ({ wanted, counts, automation }: RunsProps) => {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const isBeside = useMediaQuery(BESIDE, undefined, { getInitialValueInEffect: false });
  const run = useQuery({ ...runQuery(wanted.run ?? ""), enabled: wanted.run !== null });
  const earlier = useQuery({
    ...versionQuery(wanted.key, wanted.version ?? 0),
    enabled: wanted.version !== null,
  });
  const written = wanted.version === null ? automation?.definition : earlier.data?.definition;
  const definition = written !== undefined && isTold(written) ? written : null;
  const shown = wanted.run === null ? undefined : run.data;
  const close = () => go(addressOf({ ...wanted, run: null }));
  const panel = wanted.run === null ? null : <OneRun id={wanted.run} wanted={wanted} />;
  return (
    <div className={classes["page"]}>
      <RunsHead automation={automation} wanted={wanted} counts={counts} />
      <FlowPanel definition={definition} counts={counts} wanted={wanted} run={shown} />
      <StandingTabs counts={counts} wanted={wanted} />
      <div className={classes["pane"]} data-beside={(isBeside && wanted.run !== null) || undefined}>
        <div className={classes["list"]}>
          <StandingList counts={counts} wanted={wanted} definition={definition} automation={automation} />
        </div>
        {isBeside && panel !== null && (
          <aside className={classes["beside"]} aria-label={t("runs.details")}>
            {panel}
          </aside>
        )}
      </div>
      {!isBeside && panel !== null && (
        <SidePanel title={t("runs.details")} onClose={close}>
          {panel}
        </SidePanel>
      )}
    </div>
  );
};

const OneRun = ({ id, wanted }: { readonly id: string; readonly wanted: Wanted }) => {
  const run = useQuery(runQuery(id));
  if (run.isError && run.data === undefined)
    return <ErrorState error={run.error} retry={() => void run.refetch()} />;
  if (run.data === undefined) return <Loading />;
  return <RunPanel run={run.data} wanted={wanted} />;
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default RunsPage;
