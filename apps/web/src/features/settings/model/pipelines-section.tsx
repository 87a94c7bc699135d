import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { pipelinesQuery } from "../../model/queries.ts";
import classes from "../settings.module.css";
import { PipelineForm } from "./pipeline-form.tsx";

export const PipelinesSection = () => {
  const { t } = useTranslation();
  const { data: pipelines, isError, error, refetch } = useQuery(pipelinesQuery);
  if (isError && pipelines === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (pipelines === undefined) return <Loading />;
  return [...pipelines.values()].map((pipeline) => (
    <section
      key={pipeline.key}
      className={classes["panel"]}
      aria-label={t("settings.pipeline", { name: pipeline.label })}
    >
      <Title order={2}>{pipeline.label}</Title>
      <PipelineForm key={JSON.stringify(pipeline)} pipeline={pipeline} />
    </section>
  ));
};
