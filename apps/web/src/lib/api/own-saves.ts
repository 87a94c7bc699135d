/** So long after a save of one's own, news of that record are its echo. */
const ECHO = 1_500;

const saved = new Map<string, number>();
const ADDRESS = /^\/records\/[^/]+\/([^/?]+)/u;

/** Remembers which record a request of this page writes. */
export const noteSave = (path: string): void => {
  const id = ADDRESS.exec(path)?.[1];
  if (id !== undefined) saved.set(id, performance.now());
};

export const isEcho = (id: string): boolean => performance.now() - (saved.get(id) ?? -Infinity) < ECHO;
