import { createStore } from "../../lib/store.ts";

/** What floats over every page and is opened from anywhere. */
export const opened = createStore<"palette" | "keys" | null>(null);
