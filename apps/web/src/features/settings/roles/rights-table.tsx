import type { Action, Scope } from "@cadencia/core/rights";
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usualScope, type RoleDraft } from "./draft.ts";
import classes from "./roles.module.css";

interface Row {
  readonly object: string;
  readonly label: string;
  readonly actions: readonly Action[];
}

interface RightsTableProps {
  readonly labelledBy: string;
  readonly actions: readonly Action[];
  readonly scopes: readonly Scope[];
  readonly rows: readonly Row[];
  readonly draft: RoleDraft;
  /** Null: as usual. */
  readonly onGrant: (object: string, action: Action, scope: Scope | null) => void;
}

/** Objects × actions; on a phone each object is a block whose selects bear the action's name. */
export const RightsTable = ({ labelledBy, actions, scopes, rows, draft, onGrant }: RightsTableProps) => {
  const { t } = useTranslation();
  return (
    <table className={classes["table"]} aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{t("roles.object")}</th>
          {actions.map((action) => (
            <th key={action} scope="col">
              {t(`roles.action.${action}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.object}>
            <th scope="row">{row.label}</th>
            {actions.map((action) => (
              <td key={action} data-action={t(`roles.action.${action}`)}>
                {row.actions.includes(action) && (
                  <ScopeSelect
                    label={`${row.label}: ${t(`roles.action.${action}`)}`}
                    given={draft.rights[row.object]?.[action] ?? null}
                    usual={usualScope(draft, row.object, action)}
                    scopes={scopes}
                    onPick={(scope) => onGrant(row.object, action, scope)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface ScopeSelectProps {
  readonly label: string;
  readonly given: Scope | null;
  readonly usual: Scope;
  readonly scopes: readonly Scope[];
  readonly onPick: (scope: Scope | null) => void;
}

const ScopeSelect = ({ label, given, usual, scopes, onPick }: ScopeSelectProps) => {
  const { t } = useTranslation();
  // One that a role was given over the API is shown as it is.
  const offered = given === null || scopes.includes(given) ? scopes : [...scopes, given];
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      data-own={given === null ? undefined : true}
      className={classes["scope"]}
      value={given ?? ""}
      data={[
        { value: "", label: t("roles.usual", { scope: t(`roles.scope.${usual}`) }) },
        ...offered.map((scope) => ({ value: scope, label: t(`roles.scope.${scope}`) })),
      ]}
      onChange={({ currentTarget: { value } }) => onPick(offered.find((scope) => scope === value) ?? null)}
    />
  );
};
