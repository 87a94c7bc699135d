import type { MadeApiKeyPayload } from "@cadencia/contracts/api";
import { Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { EntryForm } from "../../../ui/entry-form.tsx";
import { peopleQuery } from "../../model/queries.ts";
import { useSession } from "../../session/session.ts";
import { keysQuery } from "./queries.ts";
import { ShownOnce } from "./shown-once.tsx";

/** Makes a key, and shows its secret: nobody can show it again. */
export const NewKey = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [given, setGiven] = useState<{ name: string; user: string } | null>(null);
  const { user: me } = useSession();
  const { name, user } = given ?? { name: "", user: me.id };
  const make = useMutation({
    mutationFn: () =>
      request<MadeApiKeyPayload>("/api-keys", {
        method: "POST",
        body: { name: name.trim(), ...(user === me.id ? {} : { user }) },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
  const faults = fieldErrors(make.error);
  if (make.data !== undefined)
    return (
      <Dialog key="key" title={t("keys.madeTitle", { name: make.data.name })}>
        <ShownOnce made={make.data} onKept={onClose} />
      </Dialog>
    );
  return (
    <Dialog key="key" title={t("keys.newTitle")} focus="field" onClose={onClose}>
      <EntryForm
        error={make.error}
        shown={["name", "user"]}
        action={t("keys.newDo")}
        isSending={make.isPending}
        onSubmit={() => make.mutate()}
        onCancel={onClose}
      >
        <TextInput
          data-autofocus
          label={t("keys.name")}
          description={t("keys.nameHint")}
          required
          maxLength={100}
          value={name}
          error={faults["name"]}
          onChange={(event) => setGiven({ user, name: event.currentTarget.value })}
        />
        {me.role.key === "admin" && (
          <ActsAs value={user} fault={faults["user"]} onPick={(picked) => setGiven({ name, user: picked })} />
        )}
      </EntryForm>
    </Dialog>
  );
};

interface ActsAsProps {
  readonly value: string;
  readonly fault: string | undefined;
  readonly onPick: (user: string) => void;
}

const ActsAs = ({ value, fault, onPick }: ActsAsProps) => {
  const { t } = useTranslation();
  const { data: people } = useQuery(peopleQuery);
  const active = [...(people?.values() ?? [])].filter((person) => person.active);
  return (
    <Select
      label={t("keys.actsAs")}
      description={t("keys.actsAsHint")}
      searchable
      allowDeselect={false}
      data={active.map(({ id, name, handle }) => ({ value: id, label: name ?? handle ?? id }))}
      value={value}
      error={fault}
      onChange={(picked) => picked !== null && onPick(picked)}
    />
  );
};
