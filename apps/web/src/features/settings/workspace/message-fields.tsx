import { NumberInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "../settings.module.css";
import type { PartProps } from "./workspace-form.tsx";

const POLICIES = ["defer", "drop", "expire"] as const;
const PERIODS = ["none", "day", "week"] as const;

export const MessageFields = ({ settings, faults, change }: PartProps) => {
  const { t } = useTranslation();
  const { sms, frequency_cap: cap, mail } = settings;
  const quiet = sms.quiet_hours;
  const setQuiet = (changes: Partial<typeof quiet>): void =>
    change({ sms: { ...sms, quiet_hours: { ...quiet, ...changes } } });
  return (
    <>
      <div className={classes["pair"]}>
        <TextInput
          label={t("settings.sender")}
          value={mail.address}
          error={faults["mail.address"]}
          onChange={(event) => change({ mail: { ...mail, address: event.currentTarget.value } })}
        />
        <TextInput
          label={t("settings.senderName")}
          value={mail.name ?? ""}
          error={faults["mail.name"]}
          onChange={({ currentTarget: { value } }) =>
            change({ mail: { ...mail, name: value === "" ? null : value } })
          }
        />
      </div>
      <div className={classes["pair"]}>
        <TextInput
          type="time"
          label={t("settings.quietFrom")}
          value={quiet.from}
          error={faults["sms.quiet_hours.from"]}
          onChange={(event) => setQuiet({ from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t("settings.quietTo")}
          value={quiet.to}
          error={faults["sms.quiet_hours.to"]}
          onChange={(event) => setQuiet({ to: event.currentTarget.value })}
        />
        <Select
          label={t("settings.quietPolicy")}
          allowDeselect={false}
          data={POLICIES.map((policy) => ({ value: policy, label: t(`settings.policy.${policy}`) }))}
          value={quiet.policy}
          onChange={(policy) => policy !== null && setQuiet({ policy })}
        />
      </div>
      <div className={classes["pair"]}>
        <Select
          label={t("settings.cap")}
          allowDeselect={false}
          data={PERIODS.map((per) => ({ value: per, label: t(`settings.capPer.${per}`) }))}
          value={cap?.per ?? "none"}
          onChange={(per) =>
            change({
              frequency_cap:
                per === "none" || per === null ? null : { max: cap?.max ?? 3, per: per as "day" },
            })
          }
        />
        {cap !== null && (
          <NumberInput
            label={t("settings.capMax")}
            min={1}
            value={cap.max}
            error={faults["frequency_cap.max"]}
            onChange={(max) => change({ frequency_cap: { ...cap, max: Number(max) } })}
          />
        )}
      </div>
    </>
  );
};
