import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";

/** Everything of script that comes until it is asked for, as it goes over the line, in KiB. */
export const listenForScript = (page: Page): (() => Promise<number>) => {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
};
