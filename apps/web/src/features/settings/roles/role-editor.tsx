import type { RolePayload } from "@cadencia/contracts/api";
import { Button, Group, Stack, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { toast } from "../../../ui/toast.tsx";
import { keyOf } from "../model/key-of.ts";
import { rolesQuery } from "../people/queries.ts";
import classes from "../settings.module.css";
import { EMPTY_ROLE, type RoleDraft } from "./draft.ts";
import { HiddenFields } from "./hidden-fields.tsx";
import { RightsTables } from "./rights-tables.tsx";

interface RoleEditorProps {
  /** Null: a new one. */
  readonly role: RolePayload | null;
  /** A new role's key is none of theirs. */
  readonly known: readonly RolePayload[];
  readonly onClose: () => void;
}

/** A role is saved as a whole; whoever has it has the new rights at once. */
export const RoleEditor = ({ role, known, onClose }: RoleEditorProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState<RoleDraft>(role ?? EMPTY_ROLE);
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const key = role?.key ?? ownKey ?? keyOf(draft.label);
  const save = useMutation({
    mutationFn: () => {
      const { label, rights, hide } = draft;
      const body = { label: label.trim(), rights, hide };
      return request<RolePayload>(`/roles/${encodeURIComponent(key)}`, { method: "PUT", body });
    },
    onSuccess: async ({ label: name }) => {
      toast({ text: t("roles.saved", { name }) });
      await client.invalidateQueries({ queryKey: rolesQuery.queryKey });
      // The role may be one's own.
      await client.invalidateQueries({ queryKey: ["session"] });
      onClose();
    },
  });
  // What it has just made itself is known too, until it closes.
  const isTaken = role === null && !save.isPending && known.some((one) => one.key === key);
  const faults = fieldErrors(save.error);
  const title = role === null ? t("roles.newTitle") : t("roles.editTitle", { name: role.label });
  return (
    <section className={classes["panel"]} aria-labelledby="settings-role">
      <Title order={2} id="settings-role">
        {title}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isTaken) save.mutate();
        }}
      >
        <Stack gap="lg">
          <div className={classes["pair"]}>
            <TextInput
              label={t("roles.name")}
              required
              maxLength={200}
              value={draft.label}
              error={faults["label"]}
              onChange={(event) => setDraft({ ...draft, label: event.currentTarget.value })}
            />
            {role === null && (
              <TextInput
                label={t("settings.key")}
                description={t("settings.keyHint")}
                inputWrapperOrder={["label", "input", "description", "error"]}
                required
                value={key}
                error={isTaken ? t("roles.taken") : faults["key"]}
                onChange={(event) => setOwnKey(event.currentTarget.value)}
              />
            )}
          </div>
          <RightsTables draft={draft} onChange={(rights) => setDraft({ ...draft, rights })} />
          <HiddenFields hide={draft.hide} onChange={(hide) => setDraft({ ...draft, hide })} />
          <FaultNote error={save.error} shown={["label", "key"]} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("roles.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
};
