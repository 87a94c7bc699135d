import "@fontsource-variable/instrument-sans/wght.css";
import "@mantine/core/styles.layer.css";
import "../ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { sessionQuery } from "../features/session/session.ts";
import { createQueryClient } from "../lib/api/client.ts";
import { prepareLanguage } from "../lib/i18n.ts";
import { App } from "./app.tsx";
import { loadPageOf } from "./page-files.ts";
import { loadShell } from "./session-gate.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
const client = createQueryClient();
// Side by side, not one after the other: most who open an address are signed in and may see it. What cannot be
// loaded now is asked for, and its failure told, where it is shown.
void client.prefetchQuery(sessionQuery);
void Promise.allSettled([loadShell(), loadPageOf(window.location.pathname)]);
await prepareLanguage();
createRoot(root).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
);
