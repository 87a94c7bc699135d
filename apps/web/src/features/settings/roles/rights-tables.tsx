import { ACTIONS, ANY, SCOPES, type Action, type Scope } from "@cadencia/core/rights";
import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { CONFIGURED, granted, type RoleDraft } from "./draft.ts";
import { RightsTable } from "./rights-table.tsx";

interface RightsTablesProps {
  readonly draft: RoleDraft;
  readonly onChange: (rights: RoleDraft["rights"]) => void;
}

/** Stands inside other records, and has their rights. */
const PART = "line";
const ON_CONFIGURATION: readonly Scope[] = ["none", "all"];

export const RightsTables = ({ draft, onChange }: RightsTablesProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const onGrant = (object: string, action: Action, scope: Scope | null) =>
    onChange(granted(draft.rights, { object, action, scope }));
  const records = [...(objects?.values() ?? [])]
    .filter(({ key }) => key !== PART)
    .map((object) => ({ object: object.key, label: labels.objects(object), actions: ACTIONS }));
  return (
    <>
      <div>
        <Title order={3} id="rights-records">
          {t("roles.onRecords")}
        </Title>
        <Text c="dimmed" mb="sm">
          {t("roles.onRecordsHint")} {t("roles.legend")}
        </Text>
        <RightsTable
          labelledBy="rights-records"
          actions={ACTIONS}
          scopes={SCOPES}
          rows={[{ object: ANY, label: t("roles.anyObject"), actions: ACTIONS }, ...records]}
          draft={draft}
          onGrant={onGrant}
        />
      </div>
      <div>
        <Title order={3} id="rights-configuration">
          {t("roles.onConfiguration")}
        </Title>
        <RightsTable
          labelledBy="rights-configuration"
          actions={["read", "create", "edit", "delete"]}
          scopes={ON_CONFIGURATION}
          rows={Object.entries(CONFIGURED).map(([object, actions]) => ({
            object,
            label: t(`roles.configuration.${object}`),
            actions,
          }))}
          draft={draft}
          onGrant={onGrant}
        />
      </div>
    </>
  );
};
