import { Radio, Select, Stack, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { switchLanguage } from "../../lib/i18n.ts";
import { PasswordInput } from "../../ui/password-input.tsx";
import { LANGUAGE_NAMES } from "../settings/language-names.ts";
import type { FirstStartForm } from "./first-start-page.tsx";

interface Fields {
  readonly form: FirstStartForm;
}

export const YouFields = ({ form, withKey }: Fields & { readonly withKey: boolean }) => {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <TextInput
        label={t("session.first.name")}
        autoComplete="name"
        required
        data-autofocus
        {...form.getInputProps("name")}
      />
      <TextInput
        label={t("session.email")}
        type="email"
        autoComplete="username"
        required
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label={t("session.password")}
        description={t("session.first.passwordHint")}
        autoComplete="new-password"
        minLength={10}
        required
        {...form.getInputProps("password")}
      />
      {withKey && (
        <PasswordInput
          label={t("session.first.key")}
          description={t("session.first.keyHint")}
          autoComplete="off"
          required
          {...form.getInputProps("key")}
        />
      )}
    </Stack>
  );
};

export const PlaceFields = ({ form, countries }: Fields & { readonly countries: readonly string[] }) => {
  const { t, i18n } = useTranslation();
  const choices = useMemo(() => choicesIn(i18n.language, countries), [i18n.language, countries]);
  const language = form.getInputProps("language");
  return (
    <Stack gap="md">
      <Select
        label={t("session.first.language")}
        data={LANGUAGE_NAMES}
        allowDeselect={false}
        {...language}
        onChange={(chosen) => {
          form.setFieldValue("language", chosen as "en");
          if (chosen !== null) void switchLanguage(chosen);
        }}
      />
      <Select
        label={t("session.first.zone")}
        data={zonesWith(form.values.timezone)}
        searchable
        allowDeselect={false}
        {...form.getInputProps("timezone")}
      />
      <Select
        label={t("session.first.currency")}
        data={choices.currencies}
        searchable
        allowDeselect={false}
        {...form.getInputProps("currency")}
      />
      <Select
        label={t("session.first.holidays")}
        data={choices.countries}
        searchable
        allowDeselect={false}
        {...form.getInputProps("holidays")}
      />
    </Stack>
  );
};

export const StartFields = ({ form, withDemo }: Fields & { readonly withDemo: boolean }) => {
  const { t } = useTranslation();
  return (
    <Radio.Group aria-label={t("session.first.start")} {...form.getInputProps("content")}>
      <Stack gap="md">
        {withDemo && (
          <Radio value="demo" label={t("session.first.demo")} description={t("session.first.demoHint")} />
        )}
        <Radio value="empty" label={t("session.first.empty")} description={t("session.first.emptyHint")} />
      </Stack>
    </Radio.Group>
  );
};

/** A browser may be in a zone that it does not list itself, such as UTC. */
const zonesWith = (zone: string): readonly string[] => {
  const zones = Intl.supportedValuesOf("timeZone");
  return zones.includes(zone) ? zones : [zone, ...zones];
};

interface Choice {
  readonly value: string;
  readonly label: string;
}

const choicesIn = (
  language: string,
  countries: readonly string[],
): Readonly<Record<"countries" | "currencies", Choice[]>> => {
  const order = new Intl.Collator(language);
  const named = (codes: readonly string[], type: "region" | "currency"): Choice[] => {
    const names = new Intl.DisplayNames(language, { type, fallback: "code" });
    const choices = codes.map((value) => ({ value, label: nameOf(names, value) }));
    return choices.toSorted((left, right) => order.compare(left.label, right.label));
  };
  return {
    countries: named(countries, "region"),
    currencies: named(Intl.supportedValuesOf("currency"), "currency").map(({ value, label }) => ({
      value,
      label: `${value} · ${label}`,
    })),
  };
};

/** The library of holidays also knows codes that are no region of ISO 3166. */
const nameOf = (names: Intl.DisplayNames, code: string): string => {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
};
