import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LANGUAGE_NAMES } from "../language-names.ts";
import classes from "../settings.module.css";
import type { PartProps } from "./workspace-form.tsx";

/** Two capital letters each: the server knows the public holidays of these, and says so of others. */
const COUNTRIES =
  "AR AT AU BE BG BR CA CH CL CO CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MD MT MX NL NO PE PL PT RO RS SE SI SK UA US UY";

export const PlaceFields = ({ settings, faults, change }: PartProps) => {
  const { t, i18n } = useTranslation();
  const currencies = new Intl.DisplayNames(i18n.language, { type: "currency" });
  const countries = new Intl.DisplayNames(i18n.language, { type: "region" });
  return (
    <>
      <TextInput
        label={t("settings.workspaceName")}
        required
        value={settings.name}
        error={faults["name"]}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div className={classes["pair"]}>
        <Select
          label={t("settings.customerLanguage")}
          data={LANGUAGE_NAMES}
          allowDeselect={false}
          value={settings.locale}
          error={faults["locale"]}
          onChange={(locale) => locale !== null && change({ locale: locale as "en" })}
        />
        <Select
          label={t("session.first.zone")}
          data={Intl.supportedValuesOf("timeZone")}
          searchable
          allowDeselect={false}
          value={settings.timezone}
          error={faults["timezone"]}
          onChange={(timezone) => timezone !== null && change({ timezone })}
        />
      </div>
      <div className={classes["pair"]}>
        <Select
          label={t("session.first.currency")}
          data={Intl.supportedValuesOf("currency").map((code) => ({
            value: code,
            label: `${code} · ${currencies.of(code) ?? code}`,
          }))}
          searchable
          allowDeselect={false}
          value={settings.currency}
          error={faults["currency"]}
          onChange={(currency) => currency !== null && change({ currency })}
        />
        <Select
          label={t("session.first.holidays")}
          placeholder={Array.isArray(settings.holidays) ? t("settings.ownDays") : undefined}
          data={COUNTRIES.split(" ").map((code) => ({ value: code, label: countries.of(code) ?? code }))}
          searchable
          allowDeselect={false}
          value={Array.isArray(settings.holidays) ? null : settings.holidays}
          error={faults["holidays"]}
          onChange={(holidays) => holidays !== null && change({ holidays })}
        />
      </div>
      <TextInput
        label={t("settings.publicUrl")}
        description={t("settings.publicUrlHint")}
        inputMode="url"
        value={settings.public_url}
        error={faults["public_url"]}
        onChange={(event) => change({ public_url: event.currentTarget.value })}
      />
    </>
  );
};
