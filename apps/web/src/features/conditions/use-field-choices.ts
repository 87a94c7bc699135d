import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FieldInfo, ObjectInfo } from "../model/queries.ts";
import { spelt, useLabels, type Labels } from "../model/use-labels.ts";

export interface FieldChoice {
  readonly value: string;
  readonly label: string;
}

export interface FieldChoices {
  readonly group: string;
  readonly items: readonly FieldChoice[];
}

/** What a person would hardly ask of, and what no operator can be asked of in words. */
const HIDDEN = new Set(["json"]);
/** A related record's related record: a deal's contact's company. */
const DEEPEST = 2;

interface Wanted {
  readonly object: string;
  readonly objects: ReadonlyMap<string, ObjectInfo>;
  readonly wait: boolean;
}

/** The fields that can be asked of, the record's own first, then those of what it points at. */
export const useFieldChoices = ({ object, objects, wait }: Wanted): readonly FieldChoices[] => {
  const { t } = useTranslation();
  const labels = useLabels();
  return useMemo(() => {
    const info = objects.get(object);
    if (info === undefined) return [];
    const special = [
      { value: "now", label: t("conditions.now") },
      { value: "segment", label: t("conditions.segment") },
      ...(wait ? [{ value: "wait.happened", label: t("conditions.happened") }] : []),
    ];
    return [
      ...groupsOf({ path: [], title: labels.object(info), info, objects, labels }),
      { group: t("conditions.more"), items: special },
    ];
  }, [t, labels, objects, object, wait]);
};

interface Level {
  readonly path: readonly string[];
  readonly title: string;
  readonly info: ObjectInfo;
  readonly objects: ReadonlyMap<string, ObjectInfo>;
  readonly labels: Labels;
}

const groupsOf = ({ path, title, info, objects, labels }: Level): readonly FieldChoices[] => {
  const fields = info.fields.filter(({ type }) => !HIDDEN.has(type));
  const isOwn = path.length === 0;
  const items = fields.map((field) => ({
    value: [...path, field.key].join("."),
    label: isOwn ? labels.field(field) : `${title} · ${labels.field(field)}`,
  }));
  const own = { group: title, items: sorted(items) };
  if (path.length >= DEEPEST) return [own];
  const further = fields.filter((field) => leadsOn(field, isOwn) && field.to !== info.key);
  return [
    own,
    ...further.flatMap((field) => {
      const target = objects.get(field.to ?? (field.type === "user" ? "user" : ""));
      if (target === undefined) return [];
      const name = isOwn ? labels.field(field) : `${title} · ${labels.field(field)}`;
      return groupsOf({ path: [...path, field.key], title: name, info: target, objects, labels });
    }),
  ];
};

/** One record, of one object. People are asked of where they belong to the record itself, and then as who works on it. */
const leadsOn = ({ key, type, to }: FieldInfo, isOwn: boolean): boolean => {
  if (type === "user") return isOwn && !key.endsWith("_by");
  return type === "relation" && to !== undefined && to !== "*";
};

const sorted = (items: readonly FieldChoice[]): readonly FieldChoice[] =>
  items.toSorted((left, right) => left.label.localeCompare(right.label));

/** The words of a path that is none of those on offer, such as one that leads nowhere. */
export const pathLabel = (path: string): string => path.split(".").map(spelt).join(" · ");
