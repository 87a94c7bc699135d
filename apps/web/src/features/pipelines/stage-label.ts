import { useTranslation } from "react-i18next";
import type { BoardStage } from "./queries.ts";

type Labelled = Pick<BoardStage, "name" | "label">;

/** A stage that the product named is called so in the reader's language; what people named keeps their name. */
export const useStageLabel = (): ((stage: Labelled) => string) => {
  const { t, i18n } = useTranslation();
  return ({ name, label }) => {
    const isOurs = label === name || label === spelt(name);
    return isOurs && i18n.exists(`pipelines.stages.${name}`)
      ? t(`pipelines.stages.${name}`)
      : isOurs
        ? spelt(name)
        : label;
  };
};

export const usePipelineLabel = (): ((pipeline: {
  readonly key: string;
  readonly label: string;
}) => string) => {
  const { t, i18n } = useTranslation();
  return ({ key, label }) => {
    const isOurs = label === key || label === spelt(key);
    return isOurs && i18n.exists(`pipelines.names.${key}`)
      ? t(`pipelines.names.${key}`)
      : isOurs
        ? spelt(key)
        : label;
  };
};

const spelt = (key: string): string => {
  const words = key.replaceAll(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
