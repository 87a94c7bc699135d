import { Refusal } from "../../../platform/errors/index.ts";
import { sendAgain, settleAsSent } from "../../messaging/index.ts";
import type { AutomationContext } from "../context.ts";
import { raiseSent } from "../execution/raise-sent.ts";
import { journalInterventions } from "./interventions.repo.ts";
import { readMessageAtHand, setOutcome, setSending, type MessageAtHand } from "./settle.repo.ts";
import { refuseInactive, runAtHand } from "./subject.ts";
import type { RunAtHand } from "./subject.repo.ts";

interface Answer {
  readonly message: string;
  readonly actor: string;
  readonly answer: "went_out" | "send_again";
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A person says what becomes of a message of which nobody knew whether it went out. Asked twice, it is done once. */
export const settleMessage = async (
  context: AutomationContext,
  { message: id, actor, answer }: Answer,
): Promise<void> => {
  const { tx } = context.unit;
  const message = UUID.test(id) ? await readMessageAtHand(tx, id) : null;
  if (message?.run === undefined || message.run === null) throw noMessage(id);
  const run = await runAtHand(context, { run: message.run, actor, action: "edit" });
  const done = answer === "went_out" ? await wentOut(context, message) : await again(context, message, run);
  if (!done) return;
  const step = message.stepKey ?? "";
  const kind = answer === "went_out" ? "went_out" : "sent_again";
  await journalInterventions(tx, [{ run: run.id, step, actor, kind, detail: null }]);
};

export const noMessage = (id: string): Refusal =>
  new Refusal("not_found", `there is no message ${id.slice(0, 60)} of an automation`);

const wentOut = async (context: AutomationContext, { id, step }: MessageAtHand): Promise<boolean> => {
  const { unit } = context;
  const settled = await settleAsSent(unit, id);
  if (settled === null) return false;
  await raiseSent(context, settled.sent);
  if (step !== null && settled.outcome !== null) await setOutcome(unit.tx, step, settled.outcome);
  return true;
};

const again = async (
  { unit }: AutomationContext,
  { id, step, state }: MessageAtHand,
  run: RunAtHand,
): Promise<boolean> => {
  if (state === "uncertain") refuseInactive(run);
  if (!(await sendAgain(unit, id))) return false;
  if (step !== null) await setSending(unit.tx, step);
  return true;
};
