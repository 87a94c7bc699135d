import type { StepLine } from "@cadencia/contracts/api";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useRowKeys } from "../../../lib/row-keys.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { useFormat } from "../../session/use-format.ts";
import { linesQuery, type LinesWanted } from "../queries.ts";
import { addressOf, type Wanted } from "../wanted.ts";
import classes from "./lists.module.css";
import type { StepNames } from "./use-step-names.ts";

interface LineTableProps {
  readonly lines: LinesWanted;
  readonly wanted: Wanted;
  readonly names: StepNames;
  /** How many there are in all. */
  readonly count: number;
  /** What stands in the third column, under this head. */
  readonly third?: { readonly head: string; readonly cell: (line: StepLine) => ReactNode };
  /** What one may do to a step. */
  readonly acts?: (line: StepLine) => ReactNode;
}

/** Steps as rows, page by page; each leads to its run. */
export const LineTable = ({ lines, wanted, names, count, third, acts }: LineTableProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const query = useInfiniteQuery(linesQuery(linesOnly(lines)));
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loading />;
  const items = query.data.pages.flatMap((page) => page.items);
  const isAhead = wanted.standing === "waiting";
  return (
    <>
      <table className={classes["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("runs.record")}</th>
            <th scope="col">{t("runs.step")}</th>
            {third !== undefined && <th scope="col">{third.head}</th>}
            <th scope="col">{t(isAhead ? "runs.due" : "runs.when")}</th>
            {acts !== undefined && (
              <th scope="col">
                <span className={classes["spoken"]}>{t("runs.acts")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {items.map((line) => (
            <tr key={line.id} data-here={line.run === wanted.run || undefined}>
              <td>
                <Link
                  href={addressOf({ ...wanted, run: line.run })}
                  className={classes["record"]}
                  aria-current={line.run === wanted.run ? "true" : undefined}
                  data-row
                >
                  {line.title ?? t("records.untitled")}
                </Link>
              </td>
              <td>{names(line.step)}</td>
              {third !== undefined && <td>{third.cell(line)}</td>}
              <td className={classes["when"]}>{whenOf(line)}</td>
              {acts !== undefined && <td className={classes["rowActs"]}>{acts(line)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {query.hasNextPage && (
        <div className={classes["more"]}>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("runs.more", { number: format.number(Math.max(count - items.length, 1)) })}
          </Button>
        </div>
      )}
    </>
  );

  function whenOf(line: StepLine): string {
    const at = isAhead ? line.due : (line.at ?? line.due);
    return at === null ? t("runs.noDate") : format.moment(at);
  }
};

const linesOnly = ({ key, standing, days, version, step, reason }: LinesWanted): LinesWanted => ({
  key,
  standing,
  days,
  version,
  step,
  reason,
});
