import { Skeleton } from "@mantine/core";
import type { JudgingPayload } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { objectsQuery } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import { useFormat } from "../session/use-format.ts";
import classes from "./conditions.module.css";
import { RecordPicker } from "./record-picker.tsx";

interface FooterProps {
  readonly object: string;
  /** Undefined while it is on its way. */
  readonly answer: JudgingPayload | undefined;
  /** Rows that lack something. */
  readonly incomplete: number;
  readonly record: string | null;
  /** Null: somebody else says which record it is. */
  readonly onRecord: ((id: string) => void) | null;
  readonly seeAt: string | null;
}

/** Which record the marks are of, and how many match. */
export const Footer = ({ object, answer, incomplete, record, onRecord, seeAt }: FooterProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes["footer"]}>
      {onRecord !== null && (
        <div className={classes["tested"]}>
          <span>{t("conditions.testedOn")}</span>
          <RecordPicker
            object={object}
            value={record}
            label={t("conditions.testedOn")}
            className={classes["sample"]}
            onChange={onRecord}
          />
        </div>
      )}
      <div className={classes["count"]} role="status">
        {incomplete > 0 && <span>{t("conditions.incomplete", { count: incomplete })} </span>}
        {answer === undefined ? (
          <Skeleton width={160} height={14} aria-hidden />
        ) : (
          <Matching object={object} answer={answer} />
        )}
        {seeAt !== null && answer !== undefined && answer.matching !== null && answer.matching > 0 && (
          <Link className={classes["see"]} href={seeAt}>
            {t("conditions.see")}
          </Link>
        )}
      </div>
    </div>
  );
};

const Matching = ({ object, answer }: { readonly object: string; readonly answer: JudgingPayload }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const info = objects?.get(object);
  if (answer.problems.length > 0) return <span>{t("conditions.notCounted")}</span>;
  if (answer.matching === null) return <span>{t("conditions.countedLater")}</span>;
  return (
    <span>
      {t("conditions.matching", {
        matching: format.number(answer.matching),
        total: format.number(answer.total),
        count: answer.total,
        objects: (info === undefined ? "" : labels.objects(info)).toLocaleLowerCase(),
      })}
    </span>
  );
};
