import { Button } from "@mantine/core";
import { IconLayoutKanban } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { pipelinesQuery } from "../../model/queries.ts";

/** To the rules of the first pipeline of deals, from where the others are one choice away. */
export const StagesLink = () => {
  const { t } = useTranslation();
  const { data } = useQuery(pipelinesQuery);
  const all = [...(data?.values() ?? [])];
  const first = all.find(({ object }) => object === "deal") ?? all[0];
  if (first === undefined) return null;
  return (
    <Button
      component={Link}
      href={`/automations/stages/${first.key}`}
      variant="default"
      leftSection={<IconLayoutKanban size={16} stroke={1.75} aria-hidden />}
    >
      {t("stages.byStage")}
    </Button>
  );
};
