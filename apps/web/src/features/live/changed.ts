import { useEffect, useRef, useState } from "react";
import { createStore, useStore } from "../../lib/store.ts";

/** As long as the flash lasts (flash.module.css). */
const SHOWN = 1_400;

const changed = createStore<ReadonlySet<string>>(new Set());

/** Others changed these records a moment ago. */
export const markChanged = (ids: readonly string[]): void => {
  if (ids.length === 0) return;
  changed.set(new Set([...changed.get(), ...ids]));
  setTimeout(() => changed.set(new Set([...changed.get()].filter((id) => !ids.includes(id)))), SHOWN);
};

export const useIsChanged = (id: string): boolean => useStore(changed).has(id);

/** Whether a value has become another one by itself a moment ago; `own` is what the reader made of it. */
export const useChangedByItself = (value: unknown, own: unknown): boolean => {
  const text = JSON.stringify(value ?? null);
  const before = useRef(text);
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    if (before.current === text) return undefined;
    before.current = text;
    if (own !== undefined && JSON.stringify(own ?? null) === text) return undefined;
    setNew(true);
    const timer = setTimeout(() => setNew(false), SHOWN);
    return () => clearTimeout(timer);
    // What was typed meanwhile is no news.
  }, [text]);
  return isNew;
};
