import type { RecordPayload } from "@cadencia/contracts/api";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import { request } from "../../../lib/api/request.ts";
import { tellProblem } from "../../../ui/toast.tsx";
import { useLabels } from "../../model/use-labels.ts";
import { useFormat } from "../../session/use-format.ts";
import { useMay } from "../../session/use-may.ts";
import classes from "./timeline.module.css";

interface ActivityEntryProps {
  readonly activity: RecordPayload;
  readonly of: RecordPayload;
}

export const ActivityEntry = ({ activity, of }: ActivityEntryProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const format = useFormat();
  const may = useMay();
  const client = useQueryClient();
  const finish = useMutation({
    mutationFn: () =>
      request(`/records/activity/${activity.id}`, {
        method: "PATCH",
        body: { done: true },
        version: activity.version,
      }),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey: ["record-life", of.id] }),
  });
  const type = labels.option("type", asWords(activity["type"]));
  const { due } = activity;
  return (
    <>
      <div>{asWords(activity["summary"])}</div>
      <div className={classes["more"]}>
        {typeof due === "string" ? t("records.timeline.activityDue", { type, at: format.moment(due) }) : type}
        {activity["done"] === true && ` · ${t("common.state.done")}`}
      </div>
      {asWords(activity["note"]) !== "" && <div className={classes["body"]}>{asWords(activity["note"])}</div>}
      {activity["done"] !== true && may("activity", "edit", activity) && (
        <Button
          size="compact-sm"
          variant="default"
          mt={4}
          loading={finish.isPending}
          onClick={() => finish.mutate()}
        >
          {t("records.timeline.finish")}
        </Button>
      )}
    </>
  );
};
