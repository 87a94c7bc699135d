import { lazy, type ComponentType, type LazyExoticComponent } from "react";

type Part<Props> = { readonly default: ComponentType<Props> };

/** Between two tries while nothing answers, in milliseconds. */
const AGAIN = 2_000;

/**
 * A chunk that is fetched as often as it takes: while the connection is gone, its place shows what `Suspense` shows,
 * and everything typed beside it stays. Only where the server answers and has no such file any more, for it was
 * renewed, it fails, to the `ErrorBoundary` around it.
 */
export const lazyPart = <Props extends object>(
  load: () => Promise<Part<Props>>,
): LazyExoticComponent<ComponentType<Props>> => lazy(() => fetched(load));

const fetched = async <Props>(load: () => Promise<Part<Props>>): Promise<Part<Props>> => {
  for (;;) {
    try {
      return await load();
    } catch {
      if (await answers()) return load();
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
};

const answers = (): Promise<boolean> =>
  fetch("/mark.svg", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
