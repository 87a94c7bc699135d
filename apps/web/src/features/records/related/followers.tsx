import type { RecordPayload } from "@cadencia/contracts/api";
import { ActionIcon, Button, Group, Select, Text, Title } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "../../../lib/api/problem-text.ts";
import { objectsQuery, peopleQuery } from "../../model/queries.ts";
import { useSession } from "../../session/session.ts";
import { useMay } from "../../session/use-may.ts";
import { SavingNote } from "../fields/saving-note.tsx";
import { useFieldSave } from "../saving/use-field-save.ts";
import { readersQuery } from "./queries.ts";
import classes from "./related.module.css";

/** Who is told of what happens here: oneself by a button, others by choosing among those who may see the record. */
export const Followers = ({ record }: { readonly record: RecordPayload }) => {
  const { t } = useTranslation();
  const may = useMay();
  const { user } = useSession();
  const { data: people } = useQuery(peopleQuery);
  const { data: objects } = useQuery(objectsQuery);
  const { standing, save, forget } = useFieldSave(record, "followers");
  const field = objects?.get(record.object)?.fields.find(({ key }) => key === "followers");
  const stored = idsIn(record["followers"]);
  const shown = standing.kind === "saving" || standing.kind === "held" ? idsIn(standing.edit.yours) : stored;
  const isFollowing = shown.includes(user.id);
  const canEdit = may(record.object, "edit", record) && !record.archived;
  const isSaving = standing.kind === "saving";
  const nameOf = (id: string): string => people?.get(id)?.name ?? people?.get(id)?.handle ?? "—";
  const without = (id: string) => shown.filter((one) => one !== id);
  const become = (yours: string[]) => void save({ field: "followers", yours, base: stored });
  return (
    <div>
      <Title order={2} size="h3">
        {t("records.related.followers")}
      </Title>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("records.related.noFollowers")}
        </Text>
      )}
      <ul className={classes["list"]}>
        {shown.map((id) => (
          <li key={id} className={classes["follower"]}>
            {nameOf(id)}
            {canEdit && id !== user.id && (
              <ActionIcon
                size={24}
                variant="subtle"
                color="gray"
                aria-label={t("records.related.drop", { name: nameOf(id) })}
                disabled={isSaving}
                onClick={() => become(without(id))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {canEdit && (
        <Group gap="xs" mt={4}>
          <Button
            size="compact-sm"
            variant="default"
            loading={isSaving}
            onClick={() => become(isFollowing ? without(user.id) : [...shown, user.id])}
          >
            {t(isFollowing ? "records.related.unfollow" : "records.related.follow")}
          </Button>
          <AddFollower record={record} known={[...shown, user.id]} onPick={(id) => become([...shown, id])} />
        </Group>
      )}
      {standing.kind === "refused" && (
        <Text size="sm" c="red" role="alert">
          {standing.message}
        </Text>
      )}
      {field !== undefined && (standing.kind === "held" || standing.kind === "conflict") && (
        <SavingNote field={field} standing={standing} save={save} forget={forget} />
      )}
    </div>
  );
};

const idsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

interface AddFollowerProps {
  readonly record: RecordPayload;
  /** Who follows already, and oneself. */
  readonly known: readonly string[];
  readonly onPick: (id: string) => void;
}

const AddFollower = ({ record, known, onPick }: AddFollowerProps) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { data: people } = useQuery(peopleQuery);
  const readers = useQuery({ ...readersQuery(record), enabled: isOpen });
  if (!isOpen)
    return (
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t("records.related.addFollower")}
      </Button>
    );
  const offered = (readers.data?.users ?? [])
    .filter((id) => !known.includes(id))
    .map((id) => ({ value: id, label: people?.get(id)?.name ?? people?.get(id)?.handle ?? id }))
    .toSorted((left, right) => left.label.localeCompare(right.label));
  return (
    <Select
      autoFocus
      searchable
      defaultDropdownOpened
      size="xs"
      aria-label={t("records.related.chooseFollower")}
      placeholder={t("records.related.chooseFollower")}
      nothingFoundMessage={readers.isPending ? t("common.loading") : t("records.related.nobodyElse")}
      error={readers.isError ? problemText(readers.error) : null}
      data={offered}
      value={null}
      onChange={(picked) => {
        setOpen(false);
        if (picked !== null) onPick(picked);
      }}
      onBlur={() => setOpen(false)}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
    />
  );
};
