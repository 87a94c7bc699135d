import { listenToServer, type LiveEvent } from "./source.ts";

const NAME = "cadencia-live";

/**
 * One stream for all tabs of a browser, which opens six connections to a host at most: the tab that holds the lock
 * listens and passes on what it hears; when it closes, another takes over and hears `ready` anew. Where the browser has
 * no locks (plain http in a private network), each tab listens for itself. Answers how to stop.
 */
export const listen = (hear: (event: LiveEvent) => void): (() => void) => {
  // Not there in an insecure context, whatever its type says.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return listenToServer(hear);
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener("message", ({ data }) => hear(data as LiveEvent));
  const leaving = new AbortController();
  void locks
    .request(NAME, { signal: leaving.signal }, async () => {
      // The lock may be granted while one is leaving.
      if (leaving.signal.aborted) return;
      const stop = listenToServer((event) => {
        hear(event);
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window
        channel.postMessage(event);
      });
      await new Promise<void>((resolve) => leaving.signal.addEventListener("abort", () => resolve()));
      stop();
    })
    // Left before it was this tab's turn.
    .catch(() => undefined);
  return () => {
    leaving.abort();
    channel.close();
  };
};
