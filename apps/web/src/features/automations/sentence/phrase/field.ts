import type { FieldInfo } from "../../../model/queries.ts";
import { spelt } from "../../../model/use-labels.ts";
import type { Speech } from "../speech.ts";

/** The field at the end of a path such as `contact.category`. */
export const fieldAt = (path: string, object: string, speech: Speech): FieldInfo | undefined => {
  const [first = "", ...rest] = path.split(".");
  const info = speech.objects.get(object);
  const field = info?.fields.find(({ key }) => key === first);
  if (rest.length === 0) return field;
  const next = field?.to ?? info?.relations.find(({ name }) => name === first)?.object;
  return next === undefined ? undefined : fieldAt(rest.join("."), next, speech);
};

/** "the amount"; over a relation "contact · category", which no language has to inflect. */
export const theField = (path: string, object: string, speech: Speech): string => {
  const steps = path.split(".");
  const last = steps.at(-1) ?? path;
  const field = fieldAt(path, object, speech);
  const label = field === undefined ? spelt(last) : speech.labels.field(field);
  if (steps.length === 1) {
    const isOurs = field === undefined || !field.custom;
    return (isOurs ? speech.find(`field.${last}`) : null) ?? speech.say("field.other", { name: label });
  }
  const relations = steps.slice(0, -1).map((step) => speech.labels.field({ key: step, label: spelt(step) }));
  return [...relations, label].join(" · ");
};
