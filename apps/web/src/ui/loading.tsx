import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Loader } from "@mantine/core";
import classes from "./states.module.css";

/** Nobody sees a flash of it: what comes within this time needs no sign of waiting. */
const PATIENCE = 200;

export const Loading = () => {
  const { t } = useTranslation();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes["centre"]} role="status" aria-label={t("common.loading")}>
      {isLate && <Loader size="sm" />}
    </div>
  );
};
