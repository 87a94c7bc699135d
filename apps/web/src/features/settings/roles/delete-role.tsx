import type { RolePayload } from "@cadencia/contracts/api";
import { Button, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { request } from "../../../lib/api/request.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { DialogFoot } from "../../../ui/dialog-foot.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useFormat } from "../../session/use-format.ts";
import { rolesQuery, usersQuery } from "../people/queries.ts";
import { holdersOf } from "./holders.ts";

interface DeleteRoleProps {
  readonly role: RolePayload;
  readonly onClose: () => void;
}

/** A role that somebody has stays: it says who, and leads to where they get another. */
export const DeleteRole = ({ role: { key, label: name }, onClose }: DeleteRoleProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { data: users } = useQuery(usersQuery);
  const remove = useMutation({
    mutationFn: () => request(`/roles/${encodeURIComponent(key)}`, { method: "DELETE" }),
    onSuccess: () => {
      toast({ text: t("roles.deleted", { name }) });
      onClose();
      return client.invalidateQueries({ queryKey: rolesQuery.queryKey });
    },
    // Somebody may have been given it meanwhile.
    onError: () => client.invalidateQueries({ queryKey: usersQuery.queryKey }),
  });
  const holders = holdersOf(users?.items ?? [], key);
  if (holders.length > 0)
    return (
      <Dialog title={t("roles.inUseTitle", { name })} onClose={onClose}>
        <Text>{t("roles.inUse", { names: format.list(holders), count: holders.length })}</Text>
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            {t("common.close")}
          </Button>
          <Button component={Link} href="/settings/people">
            {t("roles.toUsers")}
          </Button>
        </DialogFoot>
      </Dialog>
    );
  return (
    <Confirm
      title={t("roles.deleteTitle", { name })}
      action={t("roles.deleteDo")}
      isDangerous
      isSending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <Text>{t("roles.deleteText")}</Text>
    </Confirm>
  );
};
