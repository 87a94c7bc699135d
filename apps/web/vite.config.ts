import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** `npm run dev -w apps/web` talks to a server that runs beside it. */
const SERVER = "http://127.0.0.1:4600";

export default defineConfig({
  plugins: [react()],
  server: { proxy: { "/api": SERVER } },
  build: {
    target: "es2023",
    outDir: "dist/app",
    emptyOutDir: true,
    // What every page needs, apart from what changes with each release of ours.
    rollupOptions: { output: { entryFileNames: "assets/[name]-[hash].js" } },
  },
});
