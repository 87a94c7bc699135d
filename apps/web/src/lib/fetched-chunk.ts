/** Between two tries while nothing answers, in milliseconds. */
const AGAIN = 2_000;

/**
 * A chunk that is fetched as often as it takes while the connection is gone. Only where the server answers and has no
 * such file any more, for it was renewed, it fails.
 */
export const fetchedChunk = async <Chunk>(load: () => Promise<Chunk>): Promise<Chunk> => {
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
