import { tellTalk } from "./talk.ts";
import { act, type Client, type World } from "./world.ts";

const STAGES = ["new", "qualified", "proposal", "negotiation"] as const;
const COUNTS = { new: 24, qualified: 20, proposal: 22, negotiation: 13 } as const;
/** Every so many of them belong to whoever started the workspace: there is something to do on the first day. */
const MINE = 6;

/** What is being worked on now, most of it with the customers from Spain and Romania. */
export const tellOpenDeals = (world: World, clients: readonly Client[]): void => {
  const neighbours = clients.slice(-NEIGHBOURLY);
  let number = 0;
  for (const stage of STAGES) {
    for (let index = 0; index < COUNTS[stage]; index += 1) {
      const client = world.dice.oneIn(4) ? world.dice.pick(clients) : neighbours[number % neighbours.length];
      number += 1;
      if (client !== undefined) tellOpen(world, { client, stage, mine: number % MINE === 0 });
    }
  }
};

const NEIGHBOURLY = 39;

interface Open {
  readonly client: Client;
  readonly stage: (typeof STAGES)[number];
  readonly mine: boolean;
}

const tellOpen = (world: World, { client, stage, mine }: Open): void => {
  const { teller, dice, texts, money, currency, calendar } = world;
  const reached = STAGES.indexOf(stage);
  const begun = dice.between(3, 8) + reached * dice.between(4, 14);
  const owner = mine ? world.me : client.owner;
  const by = client.owner;
  const deal = teller.create("deal", act(world, begun, by), {
    title: texts.dealFor(dice.pick(texts.works), client.name),
    contact: client.contact,
    company: client.company,
    amount: money(dice.between(10, 420) * 50),
    currency,
    stage: "sales/new",
    owner,
    source: dice.pick(texts.sources),
    close_date: calendar.day(-dice.between(5, 70)),
    probability: String([10, 25, 50, 75][reached]),
    ...(dice.oneIn(5) ? { tags: [dice.pick(Object.values(texts.tags))] } : {}),
  });
  for (const [index, passed] of STAGES.slice(1, reached + 1).entries()) {
    const day = begun - Math.floor((begun * (index + 1)) / (reached + 1));
    teller.save({ object: "deal", id: deal }, act(world, Math.max(1, day), by), {
      stage: `sales/${passed}`,
    });
  }
  if (dice.oneIn(2)) tellTalk(world, { deal, client, owner: by, from: begun, to: 1 });
  if (mine || dice.oneIn(3)) tellNext(world, { deal, owner, by });
};

/** What is planned; a few are overdue. */
const tellNext = (
  world: World,
  { deal, owner, by }: { readonly deal: string; readonly owner: string; readonly by: string },
): void => {
  const { teller, dice, texts, calendar } = world;
  const type = dice.pick(["call", "meeting", "to_do"] as const);
  const summary = { call: texts.calls, meeting: texts.meetings, to_do: texts.toDos }[type];
  teller.create("activity", act(world, dice.between(2, 4), by), {
    type,
    summary: dice.pick(summary),
    due: calendar.at(dice.pick([1, -1, -1, -2, -3, -5, -8]), dice.between(1, 16) * 30).toString(),
    record: { object: "deal", id: deal },
    owner,
  });
};

/** The deal that the first start offers to move: nothing is planned for it yet. */
export const tellOffered = (world: World, client: Client): string => {
  const { teller, texts, money, currency, calendar, people } = world;
  const deal = teller.create(
    "deal",
    { at: calendar.at(6, 130), by: people.ana },
    {
      title: client.name,
      contact: client.contact,
      company: client.company,
      amount: money(12_400),
      currency,
      stage: "sales/new",
      owner: people.ana,
      source: texts.sources[2] ?? null,
      close_date: calendar.day(-20),
      probability: "25",
      tags: [texts.tags.priority],
    },
  );
  const record = { object: "deal", id: deal };
  teller.save(record, { at: calendar.at(1, 200), by: people.ana }, { stage: "sales/qualified" });
  teller.create(
    "note",
    { at: calendar.at(1, 210), by: people.ana },
    {
      text: texts.notes[1] ?? "",
      record,
      author: people.ana,
    },
  );
  return deal;
};
