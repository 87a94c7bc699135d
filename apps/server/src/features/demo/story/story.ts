import { seededRandom } from "../../../platform/clock/index.ts";
import type { WorkspaceSettings } from "../../../platform/workspace/index.ts";
import { readNorthwind } from "../northwind/northwind.ts";
import type { Told } from "../../records/index.ts";
import type { Texts } from "../texts/texts.ts";
import { tellAfterwards } from "./afterwards.ts";
import { createCalendar } from "./calendar.ts";
import { tellColleagues } from "./colleagues.ts";
import { tellCustomers } from "./customers.ts";
import { createDice } from "./dice.ts";
import { tellLeads } from "./leads.ts";
import { tellOffered, tellOpenDeals } from "./open-deals.ts";
import { tellSales } from "./sales.ts";
import { Teller } from "./teller.ts";
import { moneyIn, type Client } from "./world.ts";

export interface Story {
  readonly told: readonly Told[];
  /** The deal that a newcomer is offered to move. */
  readonly offered: string;
}

interface Place extends Pick<WorkspaceSettings, "timeZone" | "currency"> {
  readonly now: Temporal.Instant;
  /** Whoever starts the workspace. */
  readonly me: string;
  readonly texts: Texts;
}

/** The same year for everybody, told in their language, back from the day on which it is told. */
const SEED = 1996;

/** Has nothing but the deal that is offered: whoever looks for it finds that one. */
const OFFERED_CLIENT = "Hotel Miramar";
const isOffered = ({ key }: Client): boolean => key === OFFERED_CLIENT;

/** Twelve months of a company that delivers food: who bought what, who did not, and what is under way. */
export const tellStory = ({ now, timeZone, currency, me, texts }: Place): Story => {
  const random = seededRandom(SEED);
  const teller = new Teller(random);
  const calendar = createCalendar(now, timeZone);
  const without = {
    teller,
    calendar,
    texts,
    currency,
    me,
    money: moneyIn(currency),
    dice: createDice(random),
  };
  const world = { ...without, people: tellColleagues(without) };
  const northwind = readNorthwind();
  const clients = tellCustomers(world, northwind);
  const others = clients.filter((client) => !isOffered(client));
  const sales = tellSales(world, northwind, others);
  tellOpenDeals(world, others);
  tellLeads(world, others, sales);
  tellAfterwards(world, others, sales);
  const offered = clients.filter(isOffered).map((client) => tellOffered(world, client))[0];
  if (offered === undefined) throw new Error("the story has no hotel");
  return { told: teller.told(), offered };
};
