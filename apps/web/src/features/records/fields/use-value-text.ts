import { asWords } from "../../../lib/format/as-words.ts";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { peopleQuery, pipelinesQuery, type FieldInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useFormat } from "../../session/use-format.ts";
import { useSession } from "../../session/session.ts";

export type ValueText = (
  field: Pick<FieldInfo, "key" | "type">,
  value: unknown,
  currency?: unknown,
) => string | null;

/** A field's value as text in the reader's language; null where it is empty. */
export const useValueText = (): ValueText => {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = useLabels();
  const { currency: usual } = useSession().workspace;
  const { data: people } = useQuery(peopleQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  const nameOf = (id: unknown) => people?.get(asWords(id))?.name ?? "—";
  const stageOf = (key: string) => {
    const stage = pipelines?.get(key.split("/")[0] ?? "")?.stages.find((one) => one.key === key);
    return stage === undefined ? key : labels.stage(stage);
  };
  const pipelineOf = (key: string) => {
    const pipeline = pipelines?.get(key);
    return pipeline === undefined ? key : labels.pipeline(pipeline);
  };
  return ({ key, type }, value, currency) => {
    if (value === null || value === undefined || value === "") return null;
    if (Array.isArray(value) && value.length === 0) return null;
    switch (type) {
      case "money":
        return format.money(
          asWords(value),
          typeof currency === "string" && currency !== "" ? currency : usual,
        );
      case "number":
      case "integer":
        return format.number(asWords(value));
      case "percent":
        return format.percent(asWords(value));
      case "boolean":
        return t(value === true ? "records.yes" : "records.no");
      case "date":
        return format.day(asWords(value));
      case "datetime":
        return format.moment(asWords(value));
      case "select":
        return labels.option(key, asWords(value));
      case "multi_select":
        return format.list((value as unknown[]).map((option) => labels.option(key, asWords(option))));
      case "user":
        return nameOf(value);
      case "users":
        return format.list((value as unknown[]).map(nameOf));
      case "tags":
        return (value as unknown[]).join(", ");
      case "stage":
        return stageOf(asWords(value));
      case "pipeline":
        return pipelineOf(asWords(value));
      default:
        return typeof value === "string" ? value : JSON.stringify(value);
    }
  };
};
