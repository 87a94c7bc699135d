/** What the stream tells (docs/live.md); `standing` is ours: whether the connection holds. */
export type LiveEvent =
  | { readonly kind: "ready" | "automations" | "configuration" | "reload" }
  | {
      readonly kind: "records";
      readonly object: string;
      readonly what: string;
      readonly ids: readonly string[];
    }
  | { readonly kind: "standing"; readonly connected: boolean };

type Hear = (event: LiveEvent) => void;

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** A connection that comes back sooner was hardly away. */
const PATIENCE = 2_500;

/**
 * Listens to the server itself, and begins again where that ends: the browser does so while the network is away; where
 * the server refused, we do, after pauses that grow. Answers how to stop.
 */
export const listenToServer = (hear: Hear): (() => void) => {
  let source: EventSource | null = null;
  let pause = FIRST_PAUSE;
  let again: ReturnType<typeof setTimeout> | undefined;
  let late: ReturnType<typeof setTimeout> | undefined;

  const open = (): void => {
    source = new EventSource("/api/v1/live");
    source.addEventListener("open", () => {
      pause = FIRST_PAUSE;
      clearTimeout(late);
      late = undefined;
      hear({ kind: "standing", connected: true });
    });
    for (const kind of ["ready", "automations", "configuration", "reload"] as const)
      source.addEventListener(kind, () => hear({ kind }));
    source.addEventListener("records", ({ data }) => {
      const { object, kind, ids } = JSON.parse(String(data)) as {
        object: string;
        kind: string;
        ids: string[];
      };
      hear({ kind: "records", object, what: kind, ids });
    });
    source.addEventListener("error", () => {
      late ??= setTimeout(() => hear({ kind: "standing", connected: false }), PATIENCE);
      if (source?.readyState !== EventSource.CLOSED) return;
      again = setTimeout(open, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    });
  };
  // Also where the old connection seems to stand: nobody knows what it missed.
  const openNow = (): void => {
    clearTimeout(again);
    source?.close();
    open();
  };
  window.addEventListener("online", openNow);
  open();
  return () => {
    window.removeEventListener("online", openNow);
    clearTimeout(again);
    clearTimeout(late);
    source?.close();
  };
};
