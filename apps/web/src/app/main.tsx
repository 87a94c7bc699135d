import "@fontsource-variable/instrument-sans/wght.css";
import "@mantine/core/styles.layer.css";
import "../ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { prepareLanguage } from "../lib/i18n.ts";
import { App } from "./app.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
await prepareLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
