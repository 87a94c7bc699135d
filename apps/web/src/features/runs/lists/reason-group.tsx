import type { StepLine } from "@cadencia/contracts/api";
import { Button, Collapse, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AutomationInfo } from "../../automations/queries.ts";
import { useDetail } from "../../records/automation/details/use-detail.ts";
import { useReason } from "../../records/automation/use-reason.ts";
import { useFormat } from "../../session/use-format.ts";
import { useMay } from "../../session/use-may.ts";
import { RetryMany } from "../acts/retry-many.tsx";
import { RetryButtons } from "../acts/retry-buttons.tsx";
import type { ReasonCount } from "../tally.ts";
import type { Wanted } from "../wanted.ts";
import { LineTable } from "./line-table.tsx";
import classes from "./lists.module.css";
import type { StepNames } from "./use-step-names.ts";

interface ReasonGroupProps {
  readonly reason: ReasonCount;
  /** Of all that stand so. */
  readonly share: number;
  readonly wanted: Wanted;
  readonly names: StepNames;
  readonly isFirst: boolean;
  readonly automation: AutomationInfo | undefined;
  /** Of the newest version. */
  readonly stepIds: readonly string[];
}

/** Steps that share a reason, with the values that were seen. */
export const ReasonGroup = (props: ReasonGroupProps) => {
  const { reason, share, wanted, names, isFirst, automation, stepIds } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const reasonOf = useReason();
  const detailOf = useDetail();
  const id = useId();
  const [isOpen, setOpen] = useState(isFirst);
  const [asked, setAsked] = useState<"same" | "newest" | null>(null);
  const isFailed = wanted.standing === "failed";
  const retries = isFailed && automation?.state === "active" && may("automation", "edit");
  const third = isFailed
    ? { head: t("runs.answer"), cell: answerOf }
    : { head: t("runs.seen"), cell: toldIn };
  const isMany = retries && reason.count > 1 && wanted.version === null;
  return (
    <section className={classes["group"]} data-state={wanted.standing}>
      <UnstyledButton
        className={classes["groupHead"]}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
        <span className={classes["reasonName"]}>
          {reason.reason === null ? t("runs.noReason") : reasonOf(reason.reason)}
          {reason.reason !== null && <code>{reason.reason}</code>}
        </span>
        <span className={classes["share"]} aria-hidden>
          <i style={{ width: `${Math.round(share * 100)}%` }} />
        </span>
        <span className={classes["number"]}>{format.number(reason.count)}</span>
      </UnstyledButton>
      <Collapse id={id} expanded={isOpen} transitionDuration={0}>
        {isMany && (
          <div className={classes["bulk"]}>
            <Button variant="default" size="compact-sm" onClick={() => setAsked("same")}>
              {t("runs.retryAll", { count: reason.count, number: format.number(reason.count) })}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => setAsked("newest")}>
              {t("runs.retryAllNewest", {
                count: reason.count,
                number: format.number(reason.count),
                version: automation.version,
              })}
            </Button>
          </div>
        )}
        {isOpen && (
          <LineTable
            lines={{ ...wanted, reason: reason.reason }}
            wanted={wanted}
            names={names}
            count={reason.count}
            third={third}
            {...(retries ? { acts: retryOf } : {})}
          />
        )}
      </Collapse>
      {asked !== null && automation !== undefined && (
        <RetryMany
          automation={automation}
          by={asked}
          wanted={wanted}
          reason={reason}
          close={() => setAsked(null)}
        />
      )}
    </section>
  );

  function toldIn({ detail, object }: StepLine): string {
    return detail === null ? "" : detailOf(detail, object);
  }

  function answerOf({ attempts, ...line }: StepLine): string {
    const tries = attempts === 0 ? null : t("runs.attempts", { count: attempts + 1 });
    return [tries ?? "", toldIn({ attempts, ...line })].filter((words) => words !== "").join(" · ");
  }

  function retryOf(line: StepLine) {
    const newest =
      automation !== undefined && line.version < automation.version && stepIds.includes(line.step);
    return (
      <RetryButtons
        run={line.run}
        step={line.step}
        name={line.title ?? t("records.untitled")}
        newest={newest ? automation.version : null}
      />
    );
  }
};
