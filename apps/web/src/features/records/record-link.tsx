import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { objectsQuery } from "../model/queries.ts";
import { recordQuery, type Place } from "./queries.ts";
import { titleOf } from "./record-title.ts";

/** The name of a record; where it may be opened, a link to it. */
export const RecordLink = ({ place }: { readonly place: Place }) => {
  const { t } = useTranslation();
  const { data: objects } = useQuery(objectsQuery);
  const { data, isError } = useQuery({ ...recordQuery(place), retry: false });
  if (isError && data === undefined) return <span>—</span>;
  if (data === undefined) return <span aria-hidden>…</span>;
  const name = titleOf(data, objects?.get(place.object)) ?? t("records.untitled");
  return <Link href={`/records/${place.object}/${place.id}`}>{name}</Link>;
};
