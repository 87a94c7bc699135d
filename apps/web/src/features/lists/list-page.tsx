import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "wouter";
import { EmptyPage } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { objectsQuery } from "../model/queries.ts";
import { useMay } from "../session/use-may.ts";
import { RecordList } from "./record-list.tsx";

/** Rooms with addresses of their own. */
const ROOMS: Readonly<Record<string, string>> = { "/contacts": "contact", "/companies": "company" };

/** All records of an object, standard or custom. */
const ListPage = () => {
  const { t } = useTranslation();
  const may = useMay();
  const [location] = useLocation();
  const { object: named } = useParams<{ object?: string }>();
  const key = named ?? ROOMS[location] ?? "";
  const { data: objects, isError, error, refetch } = useQuery(objectsQuery);
  if (isError && objects === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (objects === undefined) return <Loading />;
  const object = objects.get(key);
  if (object === undefined)
    return <EmptyPage text={t("common.notFound")} act={<Link href="/">{t("common.toStart")}</Link>} />;
  if (!may(key, "read")) return <EmptyPage text={t("common.forbidden")} />;
  return <RecordList key={key} object={object} objects={objects} />;
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default ListPage;
