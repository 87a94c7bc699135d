import { createStore, type Store } from "./store.ts";

/** A setting of this browser, as it was left the last time. */
export const remembered = (name: string, first: string): Store<string> => {
  const store = createStore(localStorage.getItem(name) ?? first);
  return {
    ...store,
    set: (value) => {
      localStorage.setItem(name, value);
      store.set(value);
    },
  };
};
