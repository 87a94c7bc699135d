import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { openSession } from "../../../apps/server/src/features/access/index.ts";
import { inTransaction } from "../../../apps/server/src/platform/workspace/index.ts";
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
  /** One in which nobody is: to come in by the first start or by the login page. */
  readonly knock: (path: string, visit?: Visit) => Promise<Page>;
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
    visit: async (path, visit = {}) => {
      const context = await openWindow(browser, visit);
      await signIn(context, { api, language: visit.language ?? "en", as: visit.as ?? "admin" });
      return openPage(context, address + path);
    },
    knock: async (path, visit = {}) => openPage(await openWindow(browser, visit), address + path),
    close: async () => {
      await browser.close();
      await api.close();
    },
  };
};

const openWindow = (browser: Browser, visit: Visit): Promise<BrowserContext> => {
  const { language = "en", scheme = "light", width = 1440, height = 900 } = visit;
  return browser.newContext({
    locale: { en: "en-GB", es: "es-ES", ro: "ro-RO" }[language],
    timezoneId: "Europe/Madrid",
    colorScheme: scheme,
    viewport: { width, height },
    hasTouch: width < 600,
    reducedMotion: "reduce",
  });
};

const openPage = async (context: BrowserContext, address: string): Promise<Page> => {
  const page = await context.newPage();
  // Below a test's own, so that what was waited for is named.
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => console.error(error));
  await page.goto(address);
  return page;
};

/** In the visit's language, whatever the user's own was. */
const signIn = async (
  context: BrowserContext,
  { api, language, as }: { api: TestApi; language: Language; as: string },
): Promise<void> => {
  const handle = encodeURIComponent(JSON.stringify(["handle", "is", as]));
  const [{ id }] = (await api.call(`GET records/user?filter=${handle}`)).body.items;
  await api.call(`PATCH records/user/${id}`, { locale: language, timezone: "Europe/Madrid" });
  const visitor = { address: "127.0.0.1", agent: "Chromium", session: null, device: null };
  const opened = await inTransaction(api.cadencia.workspace, (tx) => openSession(tx, id, visitor));
  // Browsers keep secure cookies of the machine itself, which is how the server names it there.
  const cookie = { name: "__Host-cadencia", value: opened.session, domain: "127.0.0.1", path: "/" };
  await context.addCookies([{ ...cookie, secure: true, httpOnly: true }]);
};

/** As a session that ended: from here on the page's requests come from nobody. */
export const endSession = (page: Page): Promise<void> => page.context().clearCookies();
