import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { objectsQuery, peopleQuery, type ObjectInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useSession } from "../../session/session.ts";
import { useMay } from "../../session/use-may.ts";
import { titleOf } from "../record-title.ts";
import { useFieldSave } from "../saving/use-field-save.ts";
import { LISTED, relatedQuery } from "../timeline/queries.ts";
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

const Followers = ({ record }: { readonly record: RecordPayload }) => {
  const { t } = useTranslation();
  const may = useMay();
  const { user } = useSession();
  const { data: people } = useQuery(peopleQuery);
  const { standing, save } = useFieldSave(record, "followers");
  const stored = Array.isArray(record["followers"]) ? record["followers"].map(String) : [];
  const isFollowing = stored.includes(user.id);
  const toggled = isFollowing ? stored.filter((id) => id !== user.id) : [...stored, user.id];
  return (
    <div>
      <Title order={2} size="h3">
        {t("records.related.followers")}
      </Title>
      {stored.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("records.related.noFollowers")}
        </Text>
      ) : (
        <ul className={classes["list"]}>
          {stored.map((id) => (
            <li key={id}>{people?.get(id)?.name ?? "—"}</li>
          ))}
        </ul>
      )}
      {may(record.object, "edit", record) && !record.archived && (
        <Button
          size="compact-sm"
          variant="default"
          mt={4}
          loading={standing.kind === "saving"}
          onClick={() => void save({ field: "followers", yours: toggled, base: stored })}
        >
          {t(isFollowing ? "records.related.unfollow" : "records.related.follow")}
        </Button>
      )}
      {standing.kind === "refused" && (
        <Text size="sm" c="red" role="alert">
          {standing.message}
        </Text>
      )}
    </div>
  );
};
