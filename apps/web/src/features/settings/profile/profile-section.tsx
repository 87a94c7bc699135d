import { Select, Switch, TextInput, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { useStore } from "../../../lib/store.ts";
import { PasswordInput } from "../../../ui/password-input.tsx";
import { singleKeys } from "../../palette/keys-setting.ts";
import { useSession } from "../../session/session.ts";
import { LANGUAGE_NAMES } from "../language-names.ts";
import { SaveForm } from "../save-form.tsx";
import classes from "../settings.module.css";
import { Sessions } from "./sessions.tsx";

/** What concerns who is signed in alone. */
export const ProfileSection = () => {
  const { t } = useTranslation();
  return (
    <>
      <section className={classes["panel"]} aria-labelledby="settings-me">
        <Title order={2} id="settings-me">
          {t("settings.me")}
        </Title>
        <MyForm />
      </section>
      <section className={classes["panel"]} aria-labelledby="settings-password">
        <Title order={2} id="settings-password">
          {t("session.password")}
        </Title>
        <PasswordForm />
      </section>
      <section className={classes["panel"]} aria-labelledby="settings-sessions">
        <Title order={2} id="settings-sessions">
          {t("settings.sessions")}
        </Title>
        <Sessions />
      </section>
    </>
  );
};

const MyForm = () => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { user } = useSession();
  const keys = useStore(singleKeys);
  const [me, setMe] = useState<{ name: string; locale: string; timezone: string }>({
    name: user.name,
    locale: user.language,
    timezone: user.timezone,
  });
  const save = async () => {
    await request(`/records/user/${user.id}`, { method: "PATCH", body: me });
    await client.invalidateQueries({ queryKey: ["session"] });
  };
  return (
    <SaveForm save={save} fields={["name", "locale", "timezone"]}>
      {(faults) => (
        <>
          <TextInput
            label={t("session.first.name")}
            required
            value={me.name}
            error={faults["name"]}
            onChange={(event) => setMe({ ...me, name: event.currentTarget.value })}
          />
          <div className={classes["pair"]}>
            <Select
              label={t("session.first.language")}
              data={LANGUAGE_NAMES}
              allowDeselect={false}
              value={me.locale}
              error={faults["locale"]}
              onChange={(locale) => locale !== null && setMe({ ...me, locale })}
            />
            <Select
              label={t("session.first.zone")}
              data={Intl.supportedValuesOf("timeZone")}
              searchable
              allowDeselect={false}
              value={me.timezone}
              error={faults["timezone"]}
              onChange={(timezone) => timezone !== null && setMe({ ...me, timezone })}
            />
          </div>
          <Switch
            label={t("palette.singleKeys")}
            description={t("palette.singleKeysHint")}
            checked={keys !== "off"}
            onChange={(event) => singleKeys.set(event.currentTarget.checked ? "on" : "off")}
          />
        </>
      )}
    </SaveForm>
  );
};

const PasswordForm = () => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [given, setGiven] = useState({ current: "", password: "" });
  const save = async () => {
    await request("/session/password", { method: "POST", body: given });
    setGiven({ current: "", password: "" });
    await client.invalidateQueries({ queryKey: ["sessions"] });
  };
  return (
    <SaveForm
      save={save}
      fields={["current", "password"]}
      label={t("session.setPassword")}
      saved={t("settings.passwordSaved")}
    >
      {(faults) => (
        <div className={classes["pair"]}>
          <PasswordInput
            label={t("settings.currentPassword")}
            autoComplete="current-password"
            required
            value={given.current}
            error={faults["current"]}
            onChange={(event) => setGiven({ ...given, current: event.currentTarget.value })}
          />
          <PasswordInput
            label={t("session.newPassword")}
            autoComplete="new-password"
            required
            minLength={10}
            value={given.password}
            error={faults["password"]}
            onChange={(event) => setGiven({ ...given, password: event.currentTarget.value })}
          />
        </div>
      )}
    </SaveForm>
  );
};
