import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CheckDot } from "../records/automation/why/check-dot.tsx";
import { useBuilder } from "./builder-context.ts";
import classes from "./conditions.module.css";
import type { Problem } from "./marks/problems.ts";
import type { Row } from "./rows/row.ts";

interface RowFrameProps {
  readonly row: Row;
  readonly problem: Problem | undefined;
  /** Puts the nearest valid choice in. */
  readonly fix?: ((nearest: string) => void) | undefined;
  readonly children: ReactNode;
}

/** The mark before a row, its controls, what is wrong with it, and how it goes away. */
export const RowFrame = ({ row, problem, fix, children }: RowFrameProps) => {
  const { t } = useTranslation();
  const { marks, change } = useBuilder();
  const nearest = problem?.nearest;
  return (
    <li className={classes["row"]} data-row={row.id}>
      <div className={classes["mark"]}>
        <CheckDot state={marks.get(row.id)?.state ?? "unseen"} />
      </div>
      <div className={classes["controls"]}>{children}</div>
      <ActionIcon
        className={classes["remove"]}
        variant="subtle"
        color="gray"
        aria-label={t("conditions.remove")}
        onClick={() => change(row.id, () => null)}
      >
        <IconX size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      {problem !== undefined && (
        <p className={classes["problem"]} role="alert">
          <ProblemText problem={problem} />{" "}
          {nearest !== undefined && fix !== undefined && (
            <Button variant="subtle" size="compact-sm" onClick={() => fix(nearest)}>
              {t("conditions.take", { nearest })}
            </Button>
          )}
        </p>
      )}
    </li>
  );
};

/** In the reader's language where the kind of fault says enough; else as the server says it. */
export const ProblemText = ({ problem }: { readonly problem: Problem }) => {
  const { t, i18n } = useTranslation();
  const keys = [`conditions.problem.${problem.code}`];
  // English is what the server writes, and it names the value.
  if (i18n.language !== "en") keys.push(`problems.field.${problem.code}`);
  const key = keys.find((one) => i18n.exists(one));
  return key === undefined ? problem.message : t(key, { nearest: problem.nearest ?? "" });
};
