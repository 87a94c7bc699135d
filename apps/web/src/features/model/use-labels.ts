import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FieldInfo, ObjectInfo, StageInfo } from "./queries.ts";

export interface Labels {
  readonly object: (object: Pick<ObjectInfo, "key" | "label">) => string;
  readonly objects: (object: Pick<ObjectInfo, "key" | "label">) => string;
  readonly field: (field: Pick<FieldInfo, "key" | "label">) => string;
  readonly option: (field: string, option: string) => string;
  readonly stage: (stage: Pick<StageInfo, "name" | "label">) => string;
  readonly pipeline: (pipeline: { readonly key: string; readonly label: string }) => string;
  readonly relation: (name: string) => string;
}

/** What the product named is called in the reader's language; what people named keeps the name that they gave. */
export const useLabels = (): Labels => {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const ours = (path: string, fallback: string): string =>
      i18n.exists(`model.${path}`) ? t(`model.${path}`) : fallback;
    return {
      object: ({ key, label }) =>
        label === ORIGINAL[key] || label === spelt(key) ? ours(`object.${key}`, label) : label,
      objects: ({ key, label }) =>
        label === ORIGINAL[key] || label === spelt(key) ? ours(`objects.${key}`, label) : label,
      field: ({ key, label }) => (label === spelt(key) ? ours(`field.${key}`, label) : label),
      option: (field, option) =>
        ours(`option.${field}.${option}`, ours(`option.any.${option}`, spelt(option))),
      stage: ({ name, label }) => (isSpelt(name, label) ? ours(`stage.${name}`, spelt(name)) : label),
      pipeline: ({ key, label }) => (isSpelt(key, label) ? ours(`pipeline.${key}`, spelt(key)) : label),
      relation: (name) => ours(`relation.${name}`, spelt(name)),
    };
  }, [t, i18n]);
};

/** Labels of standard objects that their keys do not spell. */
const ORIGINAL: Readonly<Record<string, string>> = {
  line: "Product line",
  survey_response: "Survey response",
};

/** As the server spells a key where nobody gave a label: "close_date" is "Close date". */
export const spelt = (key: string): string => {
  const words = key.replaceAll(/[_-]/gu, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Nobody gave it a label of its own: a scenario's stages and pipelines have their key for one. */
const isSpelt = (key: string, label: string): boolean => label === key || label === spelt(key);
