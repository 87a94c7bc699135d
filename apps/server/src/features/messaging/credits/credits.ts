import { addDecimals, compareDecimals, multiplyDecimals } from "@cadencia/core/model";
import type { Transaction, WorkspaceSettings } from "../../../platform/workspace/index.ts";
import { addCredits, lockCredits } from "./credits.repo.ts";

const SMS = "sms";

/**
 * What a text costs: credits are a balance of which each segment takes its price. Null where the workspace has no
 * limit, so that nothing is reserved or given back.
 */
export const smsCost = (segments: number, { sms }: WorkspaceSettings): string | null =>
  sms.credits === null ? null : multiplyDecimals(String(segments), String(sms.price));

/**
 * Reserves the costs in their order, as far as the credits reach, and says for each whether it got its own. The
 * row is held until the commit: no two workers ever spend the same credit.
 */
export const reserveSmsCredits = async (
  tx: Transaction,
  costs: readonly string[],
  settings: WorkspaceSettings,
): Promise<readonly boolean[]> => {
  if (costs.length === 0 || settings.sms.credits === null) return costs.map(() => true);
  let remaining = await lockCredits(tx, SMS, String(settings.sms.credits));
  let spent = "0";
  const granted = costs.map((cost) => {
    if (compareDecimals(cost, remaining) > 0) return false;
    remaining = addDecimals(remaining, multiplyDecimals(cost, "-1"));
    spent = addDecimals(spent, cost);
    return true;
  });
  if (spent !== "0") await addCredits(tx, SMS, multiplyDecimals(spent, "-1"));
  return granted;
};

/** Gives back what was reserved for a text that never went out. */
export const giveBackSmsCredits = async (tx: Transaction, cost: string): Promise<void> => {
  await addCredits(tx, SMS, cost);
};
