import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** `npm run dev -w apps/web` talks to a server that runs beside it. */
const SERVER = "http://127.0.0.1:4600";

/** Below this a packet carries the file either way. */
const WORTH_COMPRESSING = 1024;

/** The server hands out what stands ready: nothing is compressed while somebody waits. */
const compressAhead = (folder: string): Plugin => ({
  name: "compress-ahead",
  apply: "build",
  closeBundle: async () => {
    const names = (await readdir(folder)).filter((name) => /\.(?:js|css|svg)$/u.test(name));
    await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const content = await readFile(path);
        if (content.length < WORTH_COMPRESSING) return;
        await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
        await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
      }),
    );
  },
});

export default defineConfig({
  plugins: [react(), compressAhead(join(import.meta.dirname, "dist/app/assets"))],
  server: { proxy: { "/api": SERVER } },
  build: {
    target: "es2023",
    outDir: "dist/app",
    emptyOutDir: true,
    rolldownOptions: {
      output: {
        // What several pages share comes in few files: the first board took 86 requests without.
        codeSplitting: {
          groups: [
            { name: "base", tags: ["$initial"], priority: 2 },
            { name: "icons", test: /@tabler/u, priority: 1 },
            { name: "shared", minShareCount: 3, entriesAware: true, entriesAwareMergeThreshold: 3_000 },
          ],
        },
      },
    },
  },
});
