import type { ApiKeyPayload } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { SettingsPanel } from "../settings-panel.tsx";
import classes from "../settings.module.css";
import { KeyRow } from "./key-row.tsx";
import { NewKey } from "./new-key.tsx";
import { keysQuery } from "./queries.ts";
import { RevokeKey } from "./revoke-key.tsx";

/** The keys of programs: one's own, an administrator's everybody's. */
export const KeysSection = () => {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<"new" | ApiKeyPayload | null>(null);
  const { data, isError, error, refetch } = useQuery(keysQuery);
  if (isError && data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const close = () => setAsking(null);
  return (
    <SettingsPanel
      name="keys"
      about={data.items.length === 0 ? t("keys.none") : t("keys.about")}
      action={t("keys.new")}
      onAction={() => setAsking("new")}
    >
      <ul className={classes["rows"]} aria-label={t("settings.section.keys")}>
        {data.items.map((key) => (
          <KeyRow key={key.id} apiKey={key} onRevoke={() => setAsking(key)} />
        ))}
      </ul>
      {asking === "new" && <NewKey onClose={close} />}
      {asking !== null && asking !== "new" && <RevokeKey apiKey={asking} onClose={close} />}
    </SettingsPanel>
  );
};
