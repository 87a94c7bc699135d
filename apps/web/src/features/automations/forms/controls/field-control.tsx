import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { objectsQuery, type FieldInfo, type ObjectInfo } from "../../../model/queries.ts";
import { useLabels, type Labels } from "../../../model/use-labels.ts";
import { asText, type ControlProps } from "../control.ts";
import { isToOne } from "../use-merge-fields.ts";

interface FieldChoice {
  readonly group: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
}

/** Fields of an object and, by dots, of what it points at. */
export const fieldChoices = (
  object: ObjectInfo,
  {
    objects,
    labels,
    wants,
  }: {
    readonly objects: ReadonlyMap<string, ObjectInfo>;
    readonly labels: Labels;
    readonly wants: (field: FieldInfo) => boolean;
  },
): readonly FieldChoice[] => {
  const items = (of: ObjectInfo, prefix: string) =>
    of.fields.filter(wants).map((field) => ({ value: prefix + field.key, label: labels.field(field) }));
  const related = object.fields.filter(isToOne).flatMap((field): FieldChoice[] => {
    const of = objects.get(field.type === "user" ? "user" : (field.to ?? ""));
    if (of === undefined) return [];
    const name = labels.field(field);
    return [
      {
        group: name,
        items: items(of, `${field.key}.`).map(({ value, label }) => ({ value, label: `${name} · ${label}` })),
      },
    ];
  });
  return [{ group: labels.object(object), items: items(object, "") }, ...related].filter(
    (group) => group.items.length > 0,
  );
};

interface FieldControlProps extends ControlProps {
  readonly wants?: (field: FieldInfo) => boolean;
}

const isAny = () => true;

export const FieldControl = ({
  label,
  value,
  onChange,
  error,
  object,
  required = false,
  wants = isAny,
}: FieldControlProps) => {
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const info = objects?.get(object);
  const groups =
    info === undefined || objects === undefined ? [] : fieldChoices(info, { objects, labels, wants });
  const chosen = asText(value);
  const isKnown = groups.some(({ items }) => items.some((item) => item.value === chosen));
  const data = groups.map(({ group, items }) => ({ group, items: [...items] }));
  return (
    <Select
      searchable
      label={label}
      withAsterisk={required}
      data={chosen === "" || isKnown ? data : [...data, chosen]}
      value={chosen === "" ? null : chosen}
      error={error}
      onChange={(picked) => onChange(picked ?? undefined)}
    />
  );
};

const isDate = ({ type }: FieldInfo): boolean => type === "date" || type === "datetime";

export const DateFieldControl = (props: ControlProps) => <FieldControl {...props} wants={isDate} />;
