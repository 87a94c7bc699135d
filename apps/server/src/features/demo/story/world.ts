import type { Texts } from "../texts/texts.ts";
import type { StoryCalendar } from "./calendar.ts";
import type { Dice } from "./dice.ts";
import type { Handle } from "./people.ts";
import type { Act, Teller } from "./teller.ts";

/** What every chapter of the story is told with. */
export interface World {
  readonly teller: Teller;
  readonly dice: Dice;
  readonly calendar: StoryCalendar;
  readonly texts: Texts;
  readonly currency: string;
  /** An amount of Northwind's in the workspace's currency. */
  readonly money: (amount: number) => string;
  /** The person who started the workspace. */
  readonly me: string;
  readonly people: Readonly<Record<Handle, string>>;
}

/** A customer as later chapters need it. */
export interface Client {
  readonly key: string;
  readonly name: string;
  readonly company: string;
  readonly contact: string;
  readonly email: string;
  /** Known since so many days. */
  readonly since: number;
  readonly owner: string;
}

/** Somebody does something so many days ago. */
export const act = ({ calendar, dice }: World, daysAgo: number, by: string | null): Act => ({
  at: calendar.at(daysAgo, dice.below(540)),
  by,
});

/** So much currency is worth about one of Northwind's dollars; one, where it is not listed. */
const WORTH: Readonly<Record<string, number>> = {
  RON: 5,
  MXN: 20,
  HUF: 400,
  CZK: 25,
  PLN: 4,
  SEK: 10,
  NOK: 10,
  DKK: 7,
  JPY: 150,
  INR: 80,
  ARS: 900,
  CLP: 900,
  COP: 4000,
  MDL: 18,
  BGN: 2,
  TRY: 30,
};

export const moneyIn =
  (currency: string): World["money"] =>
  (amount) =>
    (Math.round(amount * (WORTH[currency] ?? 1) * 100) / 100).toFixed(2);
