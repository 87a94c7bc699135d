import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { AutomationInfo } from "../automations/queries.ts";
import { aFilter } from "../automations/sentence/phrase/filter.ts";
import { SentenceText } from "../automations/sentence/sentence-text.tsx";
import { useSpeech } from "../automations/sentence/speech.ts";
import { judgingQuery, type SegmentInfo } from "../conditions/queries.ts";
import { segmentName } from "../conditions/segment-name.ts";
import { useLabels } from "../model/use-labels.ts";
import { useFormat } from "../session/use-format.ts";
import { usersOf } from "./segment-users.ts";
import classes from "./segments.module.css";

interface SegmentRowProps {
  readonly segment: SegmentInfo;
  readonly segments: readonly SegmentInfo[];
  readonly automations: readonly AutomationInfo[];
}

/** What a segment asks, how many are in it, and who rests on it. */
export const SegmentRow = ({ segment, segments, automations }: SegmentRowProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const labels = useLabels();
  const { key, object, filter } = segment;
  const info = speech.objects.get(object);
  const users = usersOf(key, { automations, segments });
  return (
    <li className={classes["row"]}>
      <div className={classes["text"]}>
        <Link href={`/segments/${key}`} className={classes["name"]}>
          {segmentName(key)}
        </Link>
        <div className={classes["sentence"]}>
          {info !== undefined && <span className={classes["object"]}>{labels.objects(info)}: </span>}
          <SentenceText parts={aFilter(filter, object, speech)} />
        </div>
        <div className={classes["users"]}>
          {users.automations.length + users.segments.length === 0
            ? t("segments.unused")
            : [
                ...users.automations.map(({ name }) => name),
                ...users.segments.map((other) => segmentName(other.key)),
              ].join(" · ")}
        </div>
      </div>
      <Count segment={segment} />
    </li>
  );
};

const Count = ({ segment: { object, filter } }: { readonly segment: SegmentInfo }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(judgingQuery({ object, filter, record: null, save: false, wait: false }));
  if (data?.matching === undefined || data.matching === null) return <span />;
  return (
    <span className={classes["count"]} title={t("segments.inIt")}>
      {format.number(data.matching)}
    </span>
  );
};
