import type { StepCounts } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { Button, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { AutomationInfo } from "../../automations/queries.ts";
import { placedSteps } from "../flow/placed-steps.ts";
import { reasonsOf, tallyOf } from "../tally.ts";
import { addressOf, type Wanted } from "../wanted.ts";
import { LineTable } from "./line-table.tsx";
import { ReasonGroup } from "./reason-group.tsx";
import { UncertainList } from "./uncertain-list.tsx";
import { useStepNames } from "./use-step-names.ts";
import { WaitingList } from "./waiting-list.tsx";
import classes from "./lists.module.css";

interface StandingListProps {
  readonly counts: StepCounts;
  readonly wanted: Wanted;
  readonly definition: AutomationInput | null;
  readonly automation: AutomationInfo | undefined;
}

/** The steps that stand in one way: by reason where there are reasons, one by one where a person must say. */
export const StandingList = ({ counts, wanted, definition, automation }: StandingListProps) => {
  const { t } = useTranslation();
  const names = useStepNames(definition);
  const rows = counts.steps.filter(
    ({ version, step, standing }) =>
      (wanted.version ?? version) === version &&
      (wanted.step ?? step) === step &&
      standing === wanted.standing,
  );
  const count = tallyOf(rows).get(wanted.standing) ?? 0;
  const narrowed = wanted.step === null ? null : names(wanted.step);
  return (
    <div className={classes["stack"]}>
      {narrowed !== null && (
        <div>
          <Button
            variant="default"
            size="compact-sm"
            component={Link}
            href={addressOf({ ...wanted, step: null })}
            rightSection={<IconX size={14} aria-hidden />}
          >
            {t("runs.onlyStep", { step: narrowed })}
          </Button>
        </div>
      )}
      {count === 0 ? <Text c="dimmed">{t(`runs.none.${wanted.standing}`)}</Text> : listOf()}
    </div>
  );

  function listOf() {
    const narrowing = { ...wanted, reason: null };
    switch (wanted.standing) {
      case "done":
        return (
          <div className={classes["group"]}>
            <LineTable lines={narrowing} wanted={wanted} names={names} count={count} />
          </div>
        );
      case "waiting":
        return <WaitingList wanted={wanted} names={names} count={count} />;
      case "uncertain":
        return <UncertainList wanted={wanted} names={names} />;
      case "skipped":
      case "cancelled":
      case "failed":
        return reasonsOf(rows).map((reason, index) => (
          <ReasonGroup
            key={`${wanted.standing}-${reason.reason ?? ""}`}
            reason={reason}
            share={reason.count / count}
            wanted={wanted}
            names={names}
            isFirst={index === 0}
            automation={automation}
            stepIds={definition === null ? [] : placedSteps(definition).map(({ step }) => step.id)}
          />
        ));
    }
  }
};
