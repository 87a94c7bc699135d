import type { Locale } from "../../../platform/workspace/index.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { ro } from "./ro.ts";

interface Mail {
  readonly subject: string;
  readonly body: string;
}

/** An automation as people read it; what it does stands in `seeds.ts`. */
export interface Named {
  readonly name: string;
  readonly description: string;
}

/** What the seeds say in one language. */
export interface SeedTexts {
  readonly templates: Readonly<Record<"offer" | "reminder" | "welcome" | "feedback" | "newTask", Mail>> & {
    readonly didItArrive: string;
    readonly delivered: string;
  };
  readonly folders: {
    readonly sequences: string;
    readonly recurring: string;
    readonly subscriptions: string;
    readonly notices: string;
  };
  readonly automations: Readonly<
    Record<
      | "offerCall"
      | "followUp"
      | "repeatLead"
      | "negotiationCall"
      | "deliveredText"
      | "welcome"
      | "unhappy"
      | "toRenew"
      | "leadConverted"
      | "newTask"
      | "meetingReminder"
      | "idleDeal",
      Named
    >
  >;
  /** What automations write. */
  readonly written: {
    readonly callAboutOffer: string;
    readonly callBack: string;
    readonly repeatTitle: string;
    readonly discussTerms: string;
    readonly unhappyToDo: string;
    readonly renewCall: string;
    readonly convertedSubject: string;
    readonly convertedText: string;
    readonly meetingSoon: string;
    readonly idleTask: string;
  };
}

export const SEED_TEXTS: Readonly<Record<Locale, SeedTexts>> = { en, es, ro };

/** The folders of the automations page that the seeds are in. */
export const SEED_FOLDERS: Readonly<Record<Locale, SeedTexts["folders"]>> = {
  en: en.folders,
  es: es.folders,
  ro: ro.folders,
};
