import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery, type FieldInfo, type ObjectInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";

interface MergeGroup {
  readonly name: string;
  readonly fields: readonly { readonly path: string; readonly label: string }[];
}

const UNPRINTED = new Set(["json", "relations", "users", "relation", "pipeline"]);

/** The fields that a text may print: the record's own, and those of whom and what it points at. */
export const useMergeFields = (object: string): readonly MergeGroup[] => {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const info = objects?.get(object);
  if (info === undefined || objects === undefined) return [];
  const group = (of: ObjectInfo, prefix: string, name: string): MergeGroup => ({
    name,
    fields: of.fields
      .filter(({ type }) => !UNPRINTED.has(type))
      .map((field) => ({ path: `${prefix}.${field.key}`, label: labels.field(field) })),
  });
  const related = info.fields.flatMap((field): MergeGroup[] => {
    const target = field.type === "user" ? "user" : field.to;
    const of = isToOne(field) && target !== undefined ? objects.get(target) : undefined;
    return of === undefined ? [] : [group(of, `${object}.${field.key}`, labels.field(field))];
  });
  return [
    group(info, object, labels.object(info)),
    ...related,
    { name: t("editor.workspace"), fields: [{ path: "workspace.name", label: t("editor.workspaceName") }] },
  ];
};

export const isToOne = ({ type, to }: FieldInfo): boolean =>
  type === "user" || (type === "relation" && to !== undefined && to !== "*");
