import type { Sale } from "./sales.ts";
import { act, type Client, type World } from "./world.ts";

/** What comes after a sale: installations, subscriptions, projects and the tasks of the house. */
export const tellAfterwards = (world: World, clients: readonly Client[], sales: readonly Sale[]): void => {
  for (const [index, sale] of sales.entries()) if (index % 11 === 0) tellInstallation(world, sale);
  const plans = tellPlans(world);
  for (const [index, client] of clients.slice(-SUBSCRIBERS).entries())
    tellSubscription(world, { client, index, plans });
  for (const client of clients.slice(-PROJECTS)) tellProject(world, client);
  tellTasks(world);
};

const SUBSCRIBERS = 36;
const PROJECTS = 6;
const SERVICE = ["scheduled", "in_progress", "done"] as const;

const tellInstallation = (world: World, { client, won, title }: Sale): void => {
  const { teller, dice, texts, people, currency, money } = world;
  const { dan } = people;
  const deal = teller.create("deal", act(world, won, dan), {
    title: texts.service.dealFor(client.name),
    contact: client.contact,
    company: client.company,
    amount: money(dice.between(4, 40) * 25),
    currency,
    stage: "service/new",
    owner: dan,
    source: title,
  });
  const record = { object: "deal", id: deal };
  if (won > 20 && dice.oneIn(9)) {
    teller.save(record, act(world, won - 6, dan), { stage: "service/cancelled" });
    return;
  }
  for (const [index, stage] of SERVICE.entries()) {
    const day = won - (index + 1) * 5;
    if (day < 1) return;
    teller.save(record, act(world, day, dan), { stage: `service/${stage}` });
  }
};

interface Plans {
  readonly month: string;
  readonly year: string;
}

const tellPlans = ({ teller, calendar, texts, people }: World): Plans => {
  const by = { at: calendar.at(398, 0), by: people.marta };
  return {
    month: teller.create("plan", by, { name: texts.plans.month, interval: "month" }),
    year: teller.create("plan", by, { name: texts.plans.year, interval: "year" }),
  };
};

const tellSubscription = (
  world: World,
  { client, index, plans }: { readonly client: Client; readonly index: number; readonly plans: Plans },
): void => {
  const { teller, dice, texts, calendar, money } = world;
  const begun = 335 - index * 9;
  const health = dice.pick(["good", "good", "normal", "normal", "bad"]);
  const subscription = teller.create("subscription", act(world, begun, client.owner), {
    title: texts.subscriptionFor(client.name),
    contact: client.contact,
    company: client.company,
    plan: index % 3 === 0 ? plans.year : plans.month,
    mrr: money(dice.between(3, 40) * 10),
    stage: "subscriptions/draft",
    start_date: calendar.day(begun - 2),
    next_invoice_date: calendar.day(-dice.between(1, 28)),
    end_date: calendar.day(begun - 2 - 365),
    owner: client.owner,
  });
  const record = { object: "subscription", id: subscription };
  teller.save(record, act(world, begun - 1, client.owner), {
    stage: "subscriptions/in_progress",
    health: "normal",
  });
  if (begun > 40) teller.save(record, act(world, begun - 35, client.owner), { health });
  if (index % 12 === 5 && begun > 90)
    teller.save(record, act(world, begun - 80, client.owner), {
      stage: "subscriptions/closed",
      close_reason: texts.closeReason,
    });
};

const tellProject = (world: World, client: Client): void => {
  const { teller, dice, texts, calendar, people } = world;
  const begun = dice.between(30, 120);
  const project = teller.create("project", act(world, begun, people.dan), {
    name: texts.projectFor(client.name),
    contact: client.contact,
    company: client.company,
    owner: people.dan,
  });
  for (const [index, title] of texts.meetings.entries()) {
    const task = teller.create("task", act(world, begun - index * 3, people.dan), {
      title,
      project,
      contact: client.contact,
      company: client.company,
      due: calendar.at(begun - 12 - index * 20, 180).toString(),
      owner: people.dan,
    });
    if (begun - 12 - index * 20 > 2)
      teller.save({ object: "task", id: task }, act(world, begun - 12 - index * 20, people.dan), {
        done: true,
      });
  }
};

const tellTasks = (world: World): void => {
  const { teller, dice, texts, calendar, people, me } = world;
  const owners = [me, people.ana, people.luis, people.nancy, people.dan, me];
  for (const [index, title] of [...texts.tasks, ...texts.toDos].entries()) {
    const owner = owners[index % owners.length] ?? me;
    teller.create("task", act(world, dice.between(2, 6), people.marta), {
      title,
      type: "to_do",
      due: calendar.at([1, -1, -2, -4, -7][index % 5] ?? -1, dice.between(2, 16) * 30).toString(),
      owner,
    });
  }
};
