import { MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";

interface HiddenFieldsProps {
  /** As `object.field`. */
  readonly hide: readonly string[];
  readonly onChange: (hide: string[]) => void;
}

/** So many are listed at once; typing finds the others. */
const LISTED = 100;

export const HiddenFields = ({ hide, onChange }: HiddenFieldsProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const groups = [...(objects?.values() ?? [])].map((object) => ({
    group: labels.objects(object),
    items: object.fields.map((field) => ({
      value: `${object.key}.${field.key}`,
      label: `${labels.object(object)}: ${labels.field(field)}`,
    })),
  }));
  const known = new Set(groups.flatMap(({ items }) => items.map(({ value }) => value)));
  // Ways back can be hidden too, by their names.
  const others = hide.filter((name) => !known.has(name));
  return (
    <MultiSelect
      label={t("roles.hidden")}
      description={t("roles.hiddenHint")}
      placeholder={hide.length === 0 ? t("roles.hiddenNone") : ""}
      searchable
      limit={LISTED}
      hidePickedOptions
      nothingFoundMessage={t("roles.noField")}
      data={others.length === 0 ? groups : [...groups, { group: t("roles.otherFields"), items: others }]}
      value={[...hide]}
      onChange={onChange}
    />
  );
};
