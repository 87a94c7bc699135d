import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery, peopleQuery } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";

interface Option {
  readonly value: string;
  readonly label: string;
}

interface OptionGroup {
  readonly group: string;
  readonly items: readonly Option[];
}

/** Colleagues as definitions call them: `user:ana`, or by id who has no handle. */
export const useUserOptions = (prefix = "user:"): readonly Option[] => {
  const { data } = useQuery(peopleQuery);
  return [...(data?.values() ?? [])]
    .filter(({ active }) => active)
    .map(({ id, name, handle }) => ({ value: prefix + (handle ?? id), label: name ?? handle ?? id }));
};

const WORDS = {
  person: ["owner", "team_leader", "manager"],
  recipient: ["customer", "owner", "team_leader", "manager", "followers"],
} as const;

const HOLDS_PEOPLE: Readonly<Record<keyof typeof WORDS, ReadonlySet<string>>> = {
  person: new Set(["user"]),
  recipient: new Set(["user", "users", "email", "phone"]),
};

/** Whom an action may mean: by their relation to the record, by name, by a field of it. */
export const usePeopleOptions = (object: string, kind: keyof typeof WORDS): readonly OptionGroup[] => {
  const { t } = useTranslation();
  const labels = useLabels();
  const users = useUserOptions();
  const { data: objects } = useQuery(objectsQuery);
  const fields = (objects?.get(object)?.fields ?? [])
    .filter(({ type, key }) => HOLDS_PEOPLE[kind].has(type) && key !== "owner")
    .map((field) => ({ value: `field:${field.key}`, label: labels.field(field) }));
  return [
    {
      group: t("editor.byRelation"),
      items: WORDS[kind].map((word) => ({ value: word, label: t(`editor.person.${word}`) })),
    },
    { group: t("editor.colleagues"), items: users },
    { group: t("editor.byField"), items: fields },
  ].filter(({ items }) => items.length > 0);
};
