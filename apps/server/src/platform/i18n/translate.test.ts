import { describe, expect, test } from "vitest";
import { catalogueOf } from "./catalogue.ts";
import { type Locale, LOCALES, toLocale, translate, TranslationError } from "./index.ts";

const REASONS = `condition_false left_criterion goal_reached replied manual already_active already_ran reentry_gap
exclusive_group before_activation import_not_asked automation_inactive automation_deleted version_replaced
record_deleted record_merged record_archived waiting_time waiting_date waiting_previous waiting_person waiting_event
waiting_window no_recipient no_consent not_subscribed unsubscribed not_working excluded quiet_hours frequency_cap late
no_credit duplicate missing_stage missing_pipeline missing_field missing_template missing_value missing_person
previous_failed loop_guard rate_limited forbidden restarted event_timeout discarded circuit_open uncertain error`;
const STATUSES =
  "started waiting done skipped failed cancelled uncertain completed exited not_started suppressed";

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].toSorted();

const messages = (locale: Locale, count: number): string =>
  translate(locale, "notice.uncertain_messages", { count });

describe("the catalogues", () => {
  test("have the same keys in every language", () => {
    const english = [...catalogueOf("en").keys()];
    for (const locale of LOCALES) expect([...catalogueOf(locale).keys()]).toEqual(english);
  });

  test("have exactly the plural forms that each language needs", () => {
    for (const locale of LOCALES) {
      const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
      const plurals = [...catalogueOf(locale).values()].filter((entry) => typeof entry !== "string");
      expect(plurals.map((forms) => Object.keys(forms).toSorted())).toEqual(plurals.map(() => needed));
    }
  });

  test("use the same parameters in every language", () => {
    for (const [key, entry] of catalogueOf("en")) {
      const expected = placeholders(typeof entry === "string" ? entry : (entry.other ?? ""));
      for (const locale of LOCALES) {
        const translated = catalogueOf(locale).get(key);
        const forms = typeof translated === "string" ? [translated] : Object.values(translated ?? {});
        for (const form of forms) expect([key, placeholders(form)]).toEqual([key, expected]);
      }
    }
  });

  test("explain every reason and every status of the contract", () => {
    for (const locale of LOCALES) {
      for (const reason of REASONS.split(/\s+/)) expect(translate(locale, `reason.${reason}`)).toMatch(/\.$/);
      for (const status of STATUSES.split(" ")) expect(translate(locale, `status.${status}`)).not.toBe("");
    }
  });

  test("write Romanian with comma-below letters, never with cedillas", () => {
    expect(JSON.stringify([...catalogueOf("ro")])).not.toMatch(/[şţŞŢ]/);
  });
});

describe("translate", () => {
  test("gives the word that a copied deal's title ends with", () => {
    expect(LOCALES.map((locale) => translate(locale, "copy"))).toEqual(["Copy", "Copia", "Copie"]);
  });

  test("puts parameters in, once", () => {
    const text = translate("es", "notice.automation_failed", {
      automation: "{record}",
      record: "X",
      reason: "Y.",
    });
    expect(text).toBe("«{record}» ha fallado en X: Y.");
  });

  test("chooses the plural form and prints the number by language", () => {
    expect(messages("en", 1)).toMatch(/^1 message has/);
    expect(messages("ro", 2)).toMatch(/^2 mesaje/);
    expect(messages("ro", 20)).toMatch(/^20 de mesaje/);
    expect(messages("es", 1000000)).toMatch(/^1\.000\.000 de mensajes/);
  });

  test("throws on an unknown key and on a parameter left out", () => {
    expect(() => translate("en", "nothing.here")).toThrow(TranslationError);
    expect(() => translate("en", "notice.loop_stopped", { path: "A, B" })).toThrow("record");
  });
});

describe("toLocale", () => {
  test("reads regional tags and refuses languages that the product lacks", () => {
    expect([toLocale("es-MX"), toLocale("ro_RO"), toLocale("EN"), toLocale("fr"), toLocale(null)]).toEqual([
      "es",
      "ro",
      "en",
      null,
      null,
    ]);
  });
});
