// oxlint-disable no-restricted-imports, no-restricted-globals -- waits for processes and the kernel, which know no virtual clock
import { setTimeout as sleep } from "node:timers/promises";

export function pause(milliseconds: number): Promise<void> {
  return sleep(milliseconds);
}

/** Keeps no process alive. Answers how to end it. */
export function repeat(milliseconds: number, work: () => void): () => void {
  const timer = setInterval(work, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
