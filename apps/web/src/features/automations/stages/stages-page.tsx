import { NativeSelect, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "wouter";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { pipelinesQuery, type PipelineInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useMay } from "../../session/use-may.ts";
import { RulePalette } from "./rule-palette.tsx";
import { StageBoard } from "./stage-board.tsx";
import classes from "./stages.module.css";
import { useAddRule } from "./use-add-rule.ts";
import { useWritten } from "./use-written.ts";

const LEGEND = ["done", "waiting", "failed", "uncertain"] as const;

/** The rules of a pipeline under its stages. */
const StagesPage = () => {
  const { t } = useTranslation();
  const { pipeline: key } = useParams<{ pipeline: string }>();
  const pipelines = useQuery(pipelinesQuery);
  if (pipelines.isError && pipelines.data === undefined)
    return <ErrorState error={pipelines.error} retry={() => void pipelines.refetch()} />;
  if (pipelines.data === undefined) return <Loading />;
  const pipeline = pipelines.data.get(key);
  if (pipeline === undefined)
    return (
      <EmptyState
        text={t("stages.noPipeline")}
        act={<Link href="/automations">{t("automations.title")}</Link>}
      />
    );
  return <Shown key={key} pipeline={pipeline} all={[...pipelines.data.values()]} />;
};

const Shown = ({
  pipeline,
  all,
}: {
  readonly pipeline: PipelineInfo;
  readonly all: readonly PipelineInfo[];
}) => {
  const { t } = useTranslation();
  const may = useMay();
  const labelOf = useLabels().pipeline;
  const [, go] = useLocation();
  const isWide = useMediaQuery("(min-width: 1000px)", true, { getInitialValueInEffect: false });
  const { written } = useWritten(null);
  const add = useAddRule({ object: pipeline.object, folder: labelOf(pipeline), written });
  const [first] = pipeline.stages;
  return (
    <div className={classes["page"]}>
      <nav className={classes["crumbs"]} aria-label={t("automations.title")}>
        <Link href="/automations">{t("automations.title")}</Link>
        <IconChevronRight size={14} aria-hidden />
        <span>{t("stages.title", { pipeline: labelOf(pipeline) })}</span>
      </nav>
      <div className={classes["head"]}>
        <Title order={1}>{t("stages.title", { pipeline: labelOf(pipeline) })}</Title>
        <NativeSelect
          aria-label={t("stages.choose")}
          value={pipeline.key}
          data={all.map((one) => ({ value: one.key, label: labelOf(one) }))}
          onChange={(event) => go(`/automations/stages/${event.currentTarget.value}`)}
        />
        <Link href={`/pipelines/${pipeline.key}`} className={classes["link"]}>
          {t("stages.toBoard")}
        </Link>
      </div>
      <div className={classes["layout"]}>
        <StageBoard pipeline={pipeline} inHand={null} />
        {isWide && may("automation", "create") && first !== undefined && (
          <RulePalette
            object={pipeline.object}
            hint={t("stages.paletteHint")}
            onPick={(item) => add(item, first)}
          />
        )}
      </div>
      <p className={classes["legend"]}>
        {t("stages.last30")}
        {LEGEND.map((state) => (
          <StateMark key={state} state={state} />
        ))}
      </p>
    </div>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default StagesPage;
