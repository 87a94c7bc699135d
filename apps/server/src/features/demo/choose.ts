import { Refusal } from "../../platform/errors/index.ts";
import { inTransaction } from "../../platform/workspace/index.ts";
import type { Engine } from "../automation/index.ts";
import { plantSeeds } from "../seeds/index.ts";
import { readDemo } from "./demo.repo.ts";
import { fillDemo, type DemoPlace } from "./fill.ts";
import { removeDemo } from "./removal/remove.ts";

/**
 * What the first start fills a workspace with, before anybody has a password in it: breaks it off there, the first start
 * begins anew. A demo that stands from an earlier attempt, or from the command line, is taken when it speaks the language
 * that was chosen, and gives way otherwise.
 */
export const chooseContent = async (
  engine: Engine,
  { content, place }: { readonly content: "demo" | "empty"; readonly place: DemoPlace },
): Promise<void> => {
  const standing = await inTransaction(engine.workspace, readDemo);
  const isWanted = content === "demo" && (place.locale === undefined || standing?.language === place.locale);
  if (standing !== null && !isWanted) await removeDemo(engine);
  if (content === "demo") await fillDemo(engine, place);
  else await plantSeeds(engine, { locale: place.locale, when: "fresh" });
};

/**
 * As the environment asks, before its administrator takes the workspace. The demo: where somebody was quicker and has
 * put something in, it stays as it is. Without either, the first start in the browser decides.
 */
export const fillAtStart = async (
  engine: Engine,
  { demo, adminPassword }: { readonly demo: boolean; readonly adminPassword?: string | undefined },
): Promise<void> => {
  if (!demo) {
    if (adminPassword !== undefined) await plantSeeds(engine, { when: "fresh" });
    return;
  }
  try {
    await fillDemo(engine);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "conflict") throw error;
  }
};
