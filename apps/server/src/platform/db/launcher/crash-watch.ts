import type { Launch } from "./membership.ts";
import { isPostmaster, readPostmasterFile } from "./postmaster.ts";
import { repeat } from "./real-time.ts";

interface Watch {
  stop(): Promise<void>;
}

/** Backends that crash are replaced by PostgreSQL itself; the postmaster (killed for memory, say) only by us. */
export function watchForCrash({ layout, log }: Launch, revive: () => Promise<void>): Watch {
  let reviving: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const file = readPostmasterFile(layout.data);
    if (file !== undefined && isPostmaster(file.pid, layout.data)) return;
    log.error(`embedded PostgreSQL at ${layout.root} is gone; starting it again`);
    await revive().catch((error: unknown) => log.error((error as Error).message));
  };
  // Two small reads a second; a tick while one is still reviving is skipped.
  const end = repeat(1000, () => {
    reviving ??= look().finally(() => {
      reviving = undefined;
    });
  });
  return {
    async stop() {
      end();
      await reviving;
    },
  };
}
