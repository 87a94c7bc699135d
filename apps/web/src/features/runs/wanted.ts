import { STEP_STANDINGS, type StepStanding } from "@cadencia/contracts/api";
import { useMemo } from "react";
import { useParams, useSearchParams } from "wouter";

/** What the address says of the page: whose runs, which of them, and which one is open. */
export interface Wanted {
  readonly key: string;
  readonly standing: StepStanding;
  /** The run beside the list. */
  readonly run: string | null;
  /** So many days back. */
  readonly days: number;
  readonly version: number | null;
  readonly step: string | null;
}

export const DEFAULT_DAYS = 30;
const ONE_RUN = "run";

/** Steps that one has to do something about come first. */
const FIRST: StepStanding = "waiting";

export const useWanted = (): Wanted => {
  const { key, tab, id } = useParams<{ key: string; tab?: string; id?: string }>();
  const [params] = useSearchParams();
  return useMemo(() => {
    const isRun = tab === ONE_RUN && id !== undefined;
    const named = isRun ? params.get("tab") : tab;
    return {
      key,
      standing: STEP_STANDINGS.find((standing) => standing === named) ?? FIRST,
      run: isRun ? id : null,
      days: wholeNumber(params.get("days")) ?? DEFAULT_DAYS,
      version: wholeNumber(params.get("version")),
      step: params.get("step"),
    };
  }, [key, tab, id, params]);
};

const wholeNumber = (text: string | null): number | null =>
  text !== null && /^\d{1,4}$/u.test(text) && Number(text) > 0 ? Number(text) : null;

/** The address of the page as it is wanted. */
export const addressOf = ({ key, standing, run, days, version, step }: Wanted): string => {
  const query = new URLSearchParams();
  if (run !== null) query.set("tab", standing);
  if (days !== DEFAULT_DAYS) query.set("days", String(days));
  if (version !== null) query.set("version", String(version));
  if (step !== null) query.set("step", step);
  const place = run === null ? standing : `${ONE_RUN}/${run}`;
  const text = query.toString();
  return `/automations/${key}/runs/${place}${text === "" ? "" : `?${text}`}`;
};
