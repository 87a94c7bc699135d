import type { SettingsPayload } from "@cadencia/contracts/api";
import { Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { SaveForm } from "../save-form.tsx";
import classes from "../settings.module.css";
import { HoursFields } from "./hours-fields.tsx";
import { MessageFields } from "./message-fields.tsx";
import { PlaceFields } from "./place-fields.tsx";

/** What a group of fields of the form is given. */
export interface PartProps {
  readonly settings: SettingsPayload;
  readonly faults: Readonly<Record<string, string>>;
  readonly change: (changes: Partial<SettingsPayload>) => void;
}

const PARTS = [
  ["place", PlaceFields, ["name", "locale", "timezone", "currency", "holidays", "public_url"]],
  ["hours", HoursFields, ["business_hours"]],
  ["messages", MessageFields, ["sms", "frequency_cap", "mail"]],
] as const;

/** Each part is saved by itself, and sends what it holds alone. */
export const WorkspaceForm = ({ settings }: { readonly settings: SettingsPayload }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(settings);
  const change = (changes: Partial<SettingsPayload>): void =>
    setDraft((before) => ({ ...before, ...changes }));
  const save = async (keys: readonly (keyof SettingsPayload)[]): Promise<void> => {
    const body = Object.fromEntries(keys.map((key) => [key, draft[key]]));
    await request("/settings", { method: "PATCH", body });
    await Promise.all(["settings", "session"].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  return PARTS.map(([name, Fields, keys]) => (
    <section key={name} className={classes["panel"]} aria-labelledby={`settings-${name}`}>
      <Title order={2} id={`settings-${name}`}>
        {t(`settings.part.${name}`)}
      </Title>
      <SaveForm save={() => save(keys)} fields={NAMED}>
        {(faults) => <Fields settings={draft} faults={faults} change={change} />}
      </SaveForm>
    </section>
  ));
};

/** The paths that the server may name, each beside a field of one of the parts. */
const NAMED = [
  "name",
  "locale",
  "timezone",
  "currency",
  "holidays",
  "public_url",
  "business_hours",
  "business_hours.days",
  "business_hours.from",
  "business_hours.to",
  "sms.quiet_hours.from",
  "sms.quiet_hours.to",
  "frequency_cap.max",
  "mail.address",
  "mail.name",
];
