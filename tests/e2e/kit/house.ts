import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { startApi, type TestApi } from "../../api/start-api.ts";

export type Language = "en" | "es" | "ro";
export type Scheme = "light" | "dark";

export interface Visit {
  readonly language?: Language;
  readonly scheme?: Scheme;
  /** Of the window, in CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** The handle of a user; the administrator unless said otherwise. */
  readonly as?: string;
}

export interface House {
  readonly api: TestApi;
  /** Where the server listens. */
  readonly address: string;
  /** A browser window of its own in which somebody is signed in. */
  readonly visit: (path: string, visit?: Visit) => Promise<Page>;
  readonly close: () => Promise<void>;
}

// Debian's; scripts/e2e.sh installs it.
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** The real server with the built pages on a database of its own, and a browser. */
export const openHouse = async (): Promise<House> => {
  const api = await startApi({ perKey: 1_000_000, perAddress: 1_000_000 });
  const address = await api.app.listen({ port: 0, host: "127.0.0.1" });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  return {
    api,
    address,
    visit: (path, visit = {}) => openPage({ browser, api, address }, path, visit),
    close: async () => {
      await browser.close();
      await api.close();
    },
  };
};

interface Rooms {
  readonly browser: Browser;
  readonly api: TestApi;
  readonly address: string;
}

const openPage = async ({ browser, api, address }: Rooms, path: string, visit: Visit): Promise<Page> => {
  const { language = "en", scheme = "light", width = 1440, height = 900, as } = visit;
  const context = await browser.newContext({
    locale: { en: "en-GB", es: "es-ES", ro: "ro-RO" }[language],
    timezoneId: "Europe/Madrid",
    colorScheme: scheme,
    viewport: { width, height },
    hasTouch: width < 600,
    reducedMotion: "reduce",
  });
  await signIn(context, { api, language, as });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(address + path);
  return page;
};

/** By a key on every request; the language is the visit's, whatever the user's own is. */
const signIn = async (
  context: BrowserContext,
  { api, language, as }: { api: TestApi; language: Language; as: string | undefined },
): Promise<void> => {
  const key =
    as === undefined ? api.key : (await createApiKey(api.cadencia.workspace, { name: as, user: as })).secret;
  await context.setExtraHTTPHeaders({ authorization: `Bearer ${key}` });
  await context.route("**/api/v1/session", async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { user: object };
    const user = { ...session.user, language, timezone: "Europe/Madrid" };
    await route.fulfill({ json: { ...session, user } });
  });
};
