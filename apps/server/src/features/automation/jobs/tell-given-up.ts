import type { AutomationContext } from "../context.ts";
import { notifyAdmins } from "../notices.ts";
import { errorText } from "../retry.ts";
import type { Rule } from "../rule.ts";
import { logGivenUp } from "../run-log.repo.ts";

/** What was not done for one automation; record null: for more than one. */
export interface Undone {
  readonly rule: Pick<Rule, "id" | "version" | "name">;
  readonly record: string | null;
  /** A trigger that led to no run; else runs that were not ended or not moved on. */
  readonly isTrigger: boolean;
}

/** One automation of which it cannot be told keeps nothing from being told of the others. */
export const tellGivenUp = async (
  context: AutomationContext,
  undone: readonly Undone[],
  error: string,
): Promise<void> => {
  const { unit } = context;
  for (const those of Map.groupBy(undone, ({ rule }) => rule.id).values()) {
    const [{ rule } = { rule: undefined }] = those;
    if (rule === undefined) continue;
    const lines = those.map(({ record, isTrigger }) => ({
      automation: rule.id,
      version: rule.version,
      record,
      status: isTrigger ? ("not_started" as const) : ("failed" as const),
      detail: error,
    }));
    const told = await unit.attempt(async () => {
      await notifyAdmins(context, {
        key: "notice.work_failed",
        params: { automation: rule.name, error },
        automation: rule.id,
        once: `work/${rule.id}/${rule.version}/error`,
      });
    });
    const detail = told.ok ? error : `${error}; nobody was told: ${errorText(told.error)}`;
    const entries = lines.map((line) => ({ ...line, detail }));
    await unit.attempt(() => logGivenUp(unit.tx, entries));
  }
};
