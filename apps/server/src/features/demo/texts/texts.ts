import type { Locale } from "../../../platform/workspace/index.ts";
import type { Named } from "../../seeds/index.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { ro } from "./ro.ts";

interface Mail {
  readonly subject: string;
  readonly body: string;
}

/** What the demo says in one language. */
export interface Texts {
  /** Northwind's categories of goods. */
  readonly categories: Readonly<Record<string, string>>;
  /** What an order is about: "Beverages for Alfreds Futterkiste". */
  readonly dealFor: (what: string, whom: string) => string;
  /** What the open deals are about. */
  readonly works: readonly string[];
  readonly service: {
    readonly label: string;
    readonly stages: Readonly<Record<"new" | "scheduled" | "in_progress" | "done" | "cancelled", string>>;
    readonly dealFor: (whom: string) => string;
  };
  readonly teams: { readonly sales: string; readonly service: string };
  readonly tags: { readonly fair: string; readonly repeat: string; readonly priority: string };
  readonly sources: readonly string[];
  readonly lostReasons: readonly string[];
  readonly leads: readonly string[];
  readonly calls: readonly string[];
  readonly meetings: readonly string[];
  readonly toDos: readonly string[];
  readonly tasks: readonly string[];
  readonly notes: readonly string[];
  readonly results: readonly string[];
  /** What was written to a customer, and what came back. */
  readonly letters: readonly { readonly sent: Mail; readonly answer: string }[];
  readonly plans: { readonly month: string; readonly year: string };
  readonly subscriptionFor: (whom: string) => string;
  readonly closeReason: string;
  readonly projectFor: (whom: string) => string;
  /** The automation that only the demo has: its service pipeline is nobody else's. */
  readonly copyToService: Named;
}

export const TEXTS: Readonly<Record<Locale, Texts>> = { en, es, ro };
