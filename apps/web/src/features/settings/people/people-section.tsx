import type { RecordPayload } from "@cadencia/contracts/api";
import { Select, Switch } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { asWords } from "../../../lib/format/as-words.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { tellProblem } from "../../../ui/toast.tsx";
import { useSession } from "../../session/session.ts";
import { SettingsPanel } from "../settings-panel.tsx";
import classes from "../settings.module.css";
import { Invite } from "./invite.tsx";
import { rolesQuery, usersQuery } from "./queries.ts";
import { useRoleLabel } from "./role-label.ts";

/** Who works here, as what; who is switched off comes in no more, and keeps what is theirs. */
export const PeopleSection = () => {
  const { t } = useTranslation();
  const [isInviting, setInviting] = useState(false);
  const users = useQuery(usersQuery);
  if (users.isError && users.data === undefined)
    return <ErrorState error={users.error} retry={() => void users.refetch()} />;
  if (users.data === undefined) return <Loading />;
  return (
    <SettingsPanel
      name="people"
      action={t("settings.invite")}
      icon={IconUserPlus}
      onAction={() => setInviting(true)}
    >
      <ul className={classes["rows"]}>
        {users.data.items.map((user) => (
          <UserRow key={user.id} user={user} />
        ))}
      </ul>
      {isInviting && <Invite onClose={() => setInviting(false)} />}
    </SettingsPanel>
  );
};

const UserRow = ({ user }: { readonly user: RecordPayload }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const labelOf = useRoleLabel();
  const { user: me } = useSession();
  const { data: roles } = useQuery(rolesQuery);
  const change = useMutation({
    mutationFn: (body: object) =>
      request(`/records/user/${user.id}`, { method: "PATCH", body, version: user.version }),
    onError: tellProblem,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["records", "user"] }),
        client.invalidateQueries({ queryKey: ["model", "people"] }),
      ]),
  });
  const name = asWords(user["name"] ?? user["handle"]);
  const role = asWords(user["role"]);
  const isMe = user.id === me.id;
  return (
    <li className={classes["row"]}>
      <div className={classes["grow"]}>
        <div>{name}</div>
        <div className={classes["faint"]}>{asWords(user["email"])}</div>
      </div>
      <Select
        aria-label={t("settings.roleOf", { name })}
        w={180}
        allowDeselect={false}
        disabled={isMe || change.isPending}
        data={(roles?.items ?? []).map((one) => ({ value: one.key, label: labelOf(one) }))}
        value={role === "" ? "salesperson" : role}
        onChange={(picked) => picked !== null && change.mutate({ role: picked })}
      />
      <Switch
        label={t("settings.active")}
        aria-label={t("settings.activeOf", { name })}
        disabled={isMe || change.isPending}
        checked={user["active"] !== false}
        onChange={(event) => change.mutate({ active: event.currentTarget.checked })}
      />
    </li>
  );
};
