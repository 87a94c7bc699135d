import { createEngine, runRound } from "../../../apps/server/src/features/automation/index.ts";
import {
  CrashSimulated,
  recordingTransports,
  scriptedTransports,
  TransportScript,
} from "../../../apps/server/src/features/messaging/index.ts";
import type { House } from "./house.ts";

/** The script let the worker die; another goes on. */
const afterDeath = (error: unknown): true => {
  if (error instanceof CrashSimulated) return true;
  throw error;
};

/** Lets the engine do all that is due, with what a script lets go wrong. */
export const workOff = async (
  { api: { cadencia } }: House,
  script: TransportScript = new TransportScript(),
): Promise<void> => {
  const { workspace } = cadencia;
  const engine = createEngine(workspace, {
    transports: scriptedTransports(recordingTransports(workspace), script),
  });
  const limits = { steps: 100, groups: 100, deliveries: 100 };
  for (;;) {
    const worked = await runRound(engine, limits).catch(afterDeath);
    if (!worked) break;
  }
  await engine.settleDead();
};
