import type { RolePayload } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/use-may.ts";
import { usersQuery } from "../people/queries.ts";
import { useRoleLabel } from "../people/role-label.ts";
import { RowButton } from "../row-button.tsx";
import { SettingsPanel } from "../settings-panel.tsx";
import classes from "../settings.module.css";
import { DeleteRole } from "./delete-role.tsx";
import { differences } from "./draft.ts";
import { holdersOf } from "./holders.ts";

interface RoleListProps {
  readonly roles: readonly RolePayload[];
  readonly onOpen: (key: string) => void;
}

export const RoleList = ({ roles, onOpen }: RoleListProps) => {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<RolePayload | null>(null);
  return (
    <SettingsPanel
      name="roles"
      about={t("roles.about")}
      action={t("roles.new")}
      onAction={() => onOpen("new")}
    >
      <ul className={classes["rows"]}>
        {roles.map((role) => (
          <RoleRow
            key={role.key}
            role={role}
            onOpen={() => onOpen(role.key)}
            onDelete={() => setLeaving(role)}
          />
        ))}
      </ul>
      {leaving !== null && <DeleteRole role={leaving} onClose={() => setLeaving(null)} />}
    </SettingsPanel>
  );
};

interface RoleRowProps {
  readonly role: RolePayload;
  readonly onOpen: () => void;
  readonly onDelete: () => void;
}

const RoleRow = ({ role, onOpen, onDelete }: RoleRowProps) => {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const labelOf = useRoleLabel();
  const { data: users } = useQuery(usersQuery);
  const name = labelOf(role);
  const own = i18n.exists(`roles.what.${role.key}`) ? t(`roles.what.${role.key}`) : "";
  const what = role.custom ? t("roles.differs", { count: differences(role.rights) }) : own;
  const hidden = role.hide.length > 0 ? t("roles.hides", { count: role.hide.length }) : "";
  const held = users && t("roles.heldBy", { count: holdersOf(users.items, role.key).length });
  return (
    <li className={classes["row"]}>
      <div className={classes["grow"]}>
        <div>{name}</div>
        <div className={classes["faint"]}>{[what, hidden, held].filter(Boolean).join(" · ")}</div>
      </div>
      {role.custom && (
        <div className={classes["acts"]}>
          <RowButton text={t("roles.edit")} label={t("roles.editName", { name })} onClick={onOpen} />
          {may("role", "delete") && (
            <RowButton text={t("roles.delete")} label={t("roles.deleteName", { name })} onClick={onDelete} />
          )}
        </div>
      )}
    </li>
  );
};
