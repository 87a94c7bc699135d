import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./why.module.css";

/** Filled and ticked: it holds. A hollow ring: it does not. Dashed: nobody looked. */
export const CheckDot = ({ state }: { readonly state: "yes" | "no" | "unseen" }) => {
  const { t } = useTranslation();
  const word = state === "unseen" ? t("records.why.notLooked") : t(`records.why.${state}`);
  return (
    <span className={classes["dot"]} data-state={state} role="img" aria-label={word}>
      {state === "yes" && <IconCheck size={12} stroke={3} aria-hidden />}
    </span>
  );
};
