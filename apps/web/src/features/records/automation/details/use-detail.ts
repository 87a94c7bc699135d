import { useTranslation } from "react-i18next";
import { fieldAt } from "../../../automations/sentence/phrase/field.ts";
import { aValue } from "../../../automations/sentence/phrase/value.ts";
import { useSpeech, type Speech } from "../../../automations/sentence/speech.ts";
import { spelt } from "../../../model/use-labels.ts";
import type { Said } from "../../../../lib/known-line.ts";
import { saidIn, seenIn, type Seen } from "./said.ts";

/** The reason says it already: how an address stands, that it was late. */
const IN_THE_REASON = new Set(["address", "late"]);
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u;

/**
 * What a step's log says beside its reason, in the reader's words; empty where the reason says it all. What a provider
 * answered, and what nobody has put in words, stays as the server keeps it.
 */
export const useDetail = (): ((detail: string, object: string) => string) => {
  const { t, i18n } = useTranslation();
  const speech = useSpeech();
  return (detail, object) => {
    if (INSTANT.test(detail)) return speech.format.moment(detail);
    // English is what the server writes, with the value that is needed.
    if (i18n.language === "en") return detail;
    const said = saidIn(detail);
    if (said !== null) {
      if (IN_THE_REASON.has(said.key)) return "";
      return t(`details.${said.key}`, { ...said.params, ...named(said.params, object) });
    }
    const seen = seenIn(detail);
    return seen === null ? detail : seen.map((one) => seenText(one, object, speech)).join("; ");
  };

  /** What a line names by the server's words, as it is called for the reader. */
  function named(params: Said["params"], about: string): Readonly<Record<string, string>> {
    const { channel, object = about, field, relation, name } = params;
    // Somebody who is nobody yet is named by the field that would name them.
    const isField = name !== undefined && fieldAt(name, about, speech) !== undefined;
    return {
      ...(isField ? { name: labelOf(name, about, speech) } : {}),
      ...(channel === undefined ? {} : { channel: t(`details.channel.${channel}`, channel) }),
      object: i18n.exists(`model.object.${object}`) ? t(`model.object.${object}`) : object,
      ...(field === undefined ? {} : { field: labelOf(field, object, speech) }),
      ...(relation === undefined ? {} : { relation: speech.labels.relation(relation) }),
    };
  }

  function seenText(seen: Seen, object: string, words: Speech): string {
    if (seen.kind === "related") {
      const { relation, matching, total } = seen;
      return t("details.related", { relation: words.labels.relation(relation), matching, total });
    }
    const { field, before, now } = seen;
    const shown = (value: string): string =>
      aValue(value === "empty" ? null : value, { path: field, object }, words);
    const name = labelOf(field, object, words);
    return before === null
      ? t("details.value", { field: name, value: shown(now) })
      : t("details.changed", { field: name, before: shown(before), value: shown(now) });
  }
};

const labelOf = (path: string, object: string, { labels, ...speech }: Speech): string => {
  const field = fieldAt(path, object, { labels, ...speech });
  return field === undefined ? spelt(path.split(".").at(-1) ?? path) : labels.field(field);
};
