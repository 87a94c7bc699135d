import type { Sale } from "./sales.ts";
import { act, type Client, type World } from "./world.ts";

const OPEN = 34;
const JUNK = 14;
/** Of so many sales one began as a lead. */
const CONVERTED = 12;

/** Who asked first: some became customers, some nothing, some are still asking. */
export const tellLeads = (world: World, clients: readonly Client[], sales: readonly Sale[]): void => {
  for (const [index, sale] of sales.entries()) if (index % CONVERTED === 0) tellConverted(world, sale);
  for (let index = 0; index < OPEN; index += 1) tellOpen(world, world.dice.pick(clients), index);
  for (let index = 0; index < JUNK; index += 1) tellJunk(world, world.dice.pick(clients));
};

const tellConverted = (world: World, { deal, client, owner, title, won }: Sale): void => {
  const begun = won + 40;
  if (begun >= client.since) return;
  const lead = tellLead(world, { client, owner, day: begun, title });
  const record = { object: "lead", id: lead };
  world.teller.save(record, act(world, begun - 5, owner), { stage: "leads/contacted" });
  world.teller.save(record, act(world, begun - 10, owner), {
    stage: "leads/converted",
    converted_deal: deal,
  });
};

const tellOpen = (world: World, client: Client, index: number): void => {
  const day = world.dice.between(2, 40);
  const lead = tellLead(world, { client, owner: client.owner, day, title: null });
  const stage = [null, "contacted", "qualified"][index % 3];
  if (typeof stage !== "string") return;
  world.teller.save({ object: "lead", id: lead }, act(world, Math.floor(day / 2), client.owner), {
    stage: `leads/${stage}`,
  });
};

const tellJunk = (world: World, client: Client): void => {
  const day = world.dice.between(10, 300);
  const lead = tellLead(world, { client, owner: client.owner, day, title: null });
  world.teller.save({ object: "lead", id: lead }, act(world, day - 4, client.owner), {
    stage: "leads/junk",
  });
};

interface Lead {
  readonly client: Client;
  readonly owner: string;
  readonly day: number;
  readonly title: string | null;
}

const tellLead = (world: World, { client, owner, day, title }: Lead): string => {
  const { teller, dice, texts, money, currency } = world;
  return teller.create("lead", act(world, day, owner), {
    title: title ?? texts.dealFor(dice.pick(texts.leads), client.name),
    contact: client.contact,
    company: client.company,
    email: client.email,
    amount: money(dice.between(4, 80) * 50),
    currency,
    stage: "leads/new",
    owner,
    source: dice.pick(texts.sources),
  });
};
