import type { ApiKeyPayload } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../session/use-format.ts";
import { RowButton } from "../row-button.tsx";
import classes from "../settings.module.css";

interface KeyRowProps {
  readonly apiKey: ApiKeyPayload;
  readonly onRevoke: () => void;
}

export const KeyRow = ({ apiKey, onRevoke }: KeyRowProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, user, created_at, last_used_at, revoked_at, current } = apiKey;
  const used =
    last_used_at === null ? t("keys.neverUsed") : t("keys.used", { at: format.moment(last_used_at) });
  return (
    <li className={classes["row"]}>
      <div className={classes["grow"]}>
        <div className={revoked_at === null ? undefined : classes["faint"]}>
          {name} {current && <strong>{t("keys.current")}</strong>}
        </div>
        <div className={classes["faint"]}>
          {[user.name, t("keys.made", { at: format.date(created_at) }), used].join(" · ")}
        </div>
      </div>
      {revoked_at === null ? (
        <RowButton text={t("keys.revoke")} label={t("keys.revokeName", { name })} onClick={onRevoke} />
      ) : (
        <span className={classes["faint"]}>{t("keys.revoked", { at: format.date(revoked_at) })}</span>
      )}
    </li>
  );
};
