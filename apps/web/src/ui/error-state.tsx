import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { problemText } from "../lib/api/problem-text.ts";
import { Problem } from "../lib/api/problem.ts";
import classes from "./states.module.css";

interface ErrorStateProps {
  readonly error: unknown;
  readonly retry?: () => void;
}

/** What went wrong, and what to do about it. */
export const ErrorState = ({ error, retry }: ErrorStateProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes["centre"]} role="alert">
      <p>{textOf(error, t)}</p>
      {retry !== undefined && (
        <Button variant="default" onClick={retry}>
          {t("common.retry")}
        </Button>
      )}
    </div>
  );
};

const textOf = (error: unknown, t: (key: string) => string): string =>
  error instanceof Problem && error.status === 403 ? t("common.forbidden") : problemText(error);
