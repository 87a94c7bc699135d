import type { AutomationContext } from "./context.ts";
import type { Engine } from "./engine.ts";
import { notifyAdmins } from "./notices.ts";

const looked = new WeakMap<Engine, string>();

/** Looks once at each state of the configuration; every worker does, and the admins are told once. */
export const tellOfNewlyBroken = async (engine: Engine, revision: string): Promise<void> => {
  if (looked.get(engine) === revision) return;
  await engine.run(tellOfBroken);
  looked.set(engine, revision);
};

/**
 * An automation whose current version names what was removed starts nothing. Admins are told once for each
 * automation and reason, until it is published again.
 */
const tellOfBroken = async (context: AutomationContext): Promise<void> => {
  for (const { id, name, version, reason } of context.rules.broken) {
    await notifyAdmins(context, {
      key: "notice.automation_broken",
      params: { automation: name, reason },
      automation: id,
      once: `broken/${id}/${version}/${reason}`,
    });
  }
};
