import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { fetchedChunk } from "./fetched-chunk.ts";

type Part<Props> = { readonly default: ComponentType<Props> };

/**
 * A part of the page in a chunk of its own: while the connection is gone, its place shows what `Suspense` shows, and
 * everything typed beside it stays. Where it cannot be had any more, it fails to the `ErrorBoundary` around it.
 */
export const lazyPart = <Props extends object>(
  load: () => Promise<Part<Props>>,
): LazyExoticComponent<ComponentType<Props>> => lazy(() => fetchedChunk(load));
