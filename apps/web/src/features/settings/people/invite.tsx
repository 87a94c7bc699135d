import type { RecordPayload } from "@cadencia/contracts/api";
import { Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { newId } from "../../../lib/new-id.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { EntryForm } from "../../../ui/entry-form.tsx";
import { toast } from "../../../ui/toast.tsx";
import { rolesQuery } from "./queries.ts";
import { useRoleLabel } from "./role-label.ts";

/** Makes the user, and mails the link by which they set their password. */
export const Invite = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const labelOf = useRoleLabel();
  const { data: roles } = useQuery(rolesQuery);
  const [given, setGiven] = useState({ name: "", email: "", role: "salesperson" });
  // Sent again after a lost answer, they are made once.
  const [once] = useState(newId);
  const invite = useMutation({
    mutationFn: async () => {
      await request<RecordPayload>("/records/user", {
        method: "POST",
        body: given,
        once: `${once}${given.email}`,
      });
      await request("/password-reset", { method: "POST", body: { email: given.email } });
    },
    onSuccess: async () => {
      toast({ text: t("settings.invited", { email: given.email }) });
      onClose();
      await client.invalidateQueries({ queryKey: ["records", "user"] });
      await client.invalidateQueries({ queryKey: ["model", "people"] });
    },
  });
  const faults = fieldErrors(invite.error);
  return (
    <Dialog title={t("settings.invite")} focus="field" onClose={onClose}>
      <EntryForm
        error={invite.error}
        shown={["name", "email", "role"]}
        action={t("settings.inviteDo")}
        isSending={invite.isPending}
        onSubmit={() => invite.mutate()}
        onCancel={onClose}
      >
        <TextInput
          data-autofocus
          label={t("session.first.name")}
          required
          value={given.name}
          error={faults["name"]}
          onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
        />
        <TextInput
          label={t("session.email")}
          description={t("settings.inviteHint")}
          type="email"
          required
          value={given.email}
          error={faults["email"]}
          onChange={(event) => setGiven({ ...given, email: event.currentTarget.value })}
        />
        <Select
          label={t("settings.roleLabel")}
          allowDeselect={false}
          data={(roles?.items ?? []).map((one) => ({ value: one.key, label: labelOf(one) }))}
          value={given.role}
          error={faults["role"]}
          onChange={(role) => role !== null && setGiven({ ...given, role })}
        />
      </EntryForm>
    </Dialog>
  );
};
