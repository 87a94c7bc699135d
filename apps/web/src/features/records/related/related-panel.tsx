import type { RecordPayload } from "@cadencia/contracts/api";
import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { objectsQuery, type ObjectInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { titleOf } from "../record-title.ts";
import { LISTED, relatedQuery } from "../timeline/queries.ts";
import { Followers } from "./followers.tsx";
import classes from "./related.module.css";

interface RelatedPanelProps {
  readonly record: RecordPayload;
  readonly object: ObjectInfo;
}

/** They stand in the timeline, or are no records that one opens. */
const ELSEWHERE = new Set(["messages", "notes", "lines", "survey_responses"]);

export const RelatedPanel = ({ record, object }: RelatedPanelProps) => {
  const { t } = useTranslation();
  return (
    <section className={classes["panel"]} aria-label={t("records.related.title")}>
      {object.relations
        .filter(({ name }) => !ELSEWHERE.has(name))
        .map(({ name, object: target }) => (
          <RelatedList key={name} record={record} relation={name} target={target} />
        ))}
      <Followers record={record} />
    </section>
  );
};

interface RelatedListProps {
  readonly record: RecordPayload;
  readonly relation: string;
  readonly target: string;
}

const SHOWN = 10;

/** Nothing is drawn where there is nothing. */
const RelatedList = ({ record, relation, target }: RelatedListProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const { data } = useQuery(relatedQuery(record, relation));
  if (data === undefined || data.length === 0) return null;
  const count = data.length === LISTED ? `${LISTED}+` : String(data.length);
  return (
    <div>
      <Title order={2} size="h3">
        {labels.relation(relation)} <span className={classes["count"]}>{count}</span>
      </Title>
      <ul className={classes["list"]}>
        {data.slice(0, SHOWN).map((related) => (
          <li key={related.id}>
            <Link href={`/records/${target}/${related.id}`}>
              {titleOf(related, objects?.get(target)) ?? t("records.untitled")}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
};
