import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { Problem } from "../../lib/api/problem.ts";
import { EmptyPage } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { objectsQuery } from "../model/queries.ts";
import { noteSeen } from "../palette/recent.ts";
import { Centre } from "./centre.tsx";
import { FieldList } from "./fields/field-list.tsx";
import { RecordHead } from "./head/record-head.tsx";
import { recordQuery } from "./queries.ts";
import classes from "./record-page.module.css";
import { RelatedPanel } from "./related/related-panel.tsx";

const RecordPage = () => {
  const { t } = useTranslation();
  const { object: key, id } = useParams<{ object: string; id: string }>();
  const objects = useQuery(objectsQuery);
  const record = useQuery({ ...recordQuery({ object: key, id }), retry: false });
  const isThere = record.data !== undefined;
  useEffect(() => {
    if (isThere) noteSeen({ object: key, id });
  }, [isThere, key, id]);
  if (isMissing(record.error) || (objects.data !== undefined && !objects.data.has(key)))
    return <EmptyPage text={t("records.gone")} act={<Link href="/">{t("common.toStart")}</Link>} />;
  const error = record.data === undefined ? (record.error ?? objects.error) : null;
  if (error !== null) return <ErrorState error={error} retry={() => void record.refetch()} />;
  const object = objects.data?.get(key);
  if (record.data === undefined || object === undefined) return <Loading />;
  return (
    <div className={classes["page"]} key={id}>
      <div className={classes["head"]}>
        <RecordHead record={record.data} object={object} />
      </div>
      <div className={classes["fields"]}>
        <FieldList record={record.data} object={object} />
      </div>
      <div className={classes["centre"]}>
        <Centre record={record.data} object={object} />
      </div>
      <aside className={classes["right"]}>
        <RelatedPanel record={record.data} object={object} />
      </aside>
    </div>
  );
};

const isMissing = (error: unknown): boolean => error instanceof Problem && error.status === 404;

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default RecordPage;
