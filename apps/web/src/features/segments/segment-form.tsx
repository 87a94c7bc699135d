import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { Problem } from "../../lib/api/problem.ts";
import { FaultNote } from "../../ui/fault-note.tsx";
import { toast } from "../../ui/toast.tsx";
import { ConditionBuilder } from "../conditions/condition-builder.tsx";
import { segmentsQuery, type SegmentInfo } from "../conditions/queries.ts";
import { segmentName } from "../conditions/segment-name.ts";
import { useSeeAt } from "../conditions/see-at.ts";
import { useMay } from "../session/use-may.ts";
import { ApplyDialog } from "./apply-dialog.tsx";
import { NewSegmentFields } from "./new-segment-fields.tsx";
import { SegmentHead } from "./segment-head.tsx";
import { SegmentUse } from "./segment-use.tsx";
import { useSegmentUsers } from "./use-segment-users.ts";
import classes from "./segments.module.css";
import { keyOf } from "./key-of.ts";
import { useSaveSegment, type Apply } from "./queries.ts";

interface SegmentFormProps {
  readonly segment: SegmentInfo;
  readonly isNew: boolean;
}

export const SegmentForm = ({ segment, isNew }: SegmentFormProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const [, go] = useLocation();
  const { data: segments } = useQuery(segmentsQuery);
  const [name, setName] = useState("");
  const [object, setObject] = useState(segment.object);
  const [filter, setFilter] = useState(segment.filter);
  const [isComplete, setComplete] = useState(true);
  const [isAsking, setAsking] = useState(false);
  const save = useSaveSegment();
  const seeAt = useSeeAt(object);
  const key = isNew ? keyOf(name) : segment.key;
  const { users, isKnown } = useSegmentUsers(segment.key);
  const isTaken = isNew && (segments?.items ?? []).some((one) => one.key === key);
  const isChanged = JSON.stringify(filter) !== JSON.stringify(segment.filter);
  const isReady = key !== "" && !isTaken && filter !== null && isComplete && (isNew || isChanged);
  const mayEdit = may("segment", "edit");
  const write = (apply?: Apply) =>
    save.mutate(
      { key, object, filter, ...(apply === undefined ? {} : { apply }) },
      {
        onSuccess: () => {
          setAsking(false);
          toast({ text: t("segments.saved", { name: segmentName(key) }) });
          if (isNew) go(`/segments/${key}`);
        },
        // What somebody switched on meanwhile rests on it too.
        onError: (error) => error instanceof Problem && error.code === "in_use" && setAsking(true),
      },
    );
  const isInUse = users.automations.some(({ state }) => state === "active");
  return (
    <div className={classes["page"]}>
      <SegmentHead segment={segment} isNew={isNew} users={users} />
      <form
        className={classes["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          // What was refused before is not of this try.
          save.reset();
          if (isInUse) setAsking(true);
          else write();
        }}
      >
        {isNew && (
          <NewSegmentFields
            name={name}
            onName={setName}
            isTaken={isTaken}
            object={object}
            onObject={(picked) => {
              setObject(picked);
              setFilter(null);
            }}
          />
        )}
        <fieldset className={classes["conditions"]} disabled={!mayEdit}>
          <legend>{t("segments.whoIsIn")}</legend>
          <ConditionBuilder
            key={object}
            object={object}
            filter={filter}
            seeAt={seeAt}
            onChange={(next, { complete }) => {
              setFilter(next);
              setComplete(complete);
            }}
          />
        </fieldset>
        {!isAsking && <FaultNote error={save.error} />}
        {mayEdit && (
          <Group justify="flex-end">
            <Button variant="default" component={Link} href="/segments">
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!isReady}>
              {isInUse ? t("segments.saveAsk") : t("segments.save")}
            </Button>
          </Group>
        )}
      </form>
      {!isNew && isKnown && <SegmentUse users={users} />}
      {isAsking && (
        <ApplyDialog
          segment={{ key, object, filter }}
          users={users}
          saving={save.isPending}
          error={save.error}
          onApply={write}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
};
