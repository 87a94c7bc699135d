import type { Northwind, Order, OrderLine, Product } from "../northwind/northwind.ts";
import { tellTalk } from "./talk.ts";
import { act, type Client, type World } from "./world.ts";

/** Of the orders, each so many days from the sale's beginning to the day it was won. */
const LONGEST_SALE = 24;
const OPEN_STAGES = ["qualified", "proposal", "negotiation"] as const;

/**
 * Twelve months of sales: each of Northwind's orders was a deal that was won, and had its order; between them others
 * were lost. The last order was made yesterday.
 */
export const tellSales = (
  world: World,
  { orders, products }: Northwind,
  clients: readonly Client[],
): readonly Sale[] => {
  const goods = new Map(products.map((product) => [product.id, product]));
  const ids = tellProducts(world, products);
  const byKey = new Map(clients.map((client) => [client.key, client]));
  const shift = daysAgoOf(world, orders);
  const sales = orders.flatMap((order): Sale[] => {
    const client = byKey.get(order.customer);
    return client === undefined ? [] : [tellSale(world, { client, order, goods, ids, won: shift(order) })];
  });
  for (let index = 0; index < LOST; index += 1) tellLost(world, world.dice.pick(clients));
  return sales;
};

const LOST = 130;

export interface Sale {
  readonly deal: string;
  readonly client: Client;
  readonly title: string;
  readonly owner: string;
  /** Days ago. */
  readonly won: number;
}

/** Whole weeks lie between then and now: what was done on a Monday still is. */
const daysAgoOf = ({ calendar }: World, orders: readonly Order[]): ((order: Order) => number) => {
  const last = Temporal.PlainDate.from(orders.at(-1)?.day ?? calendar.today.toString());
  const away = last.until(calendar.today, { largestUnit: "days" }).days - 1;
  const shift = away - (((away % 7) + 7) % 7);
  return ({ day }) =>
    Temporal.PlainDate.from(day).add({ days: shift }).until(calendar.today, { largestUnit: "days" }).days;
};

const tellProducts = (world: World, products: readonly Product[]): ReadonlyMap<number, string> =>
  new Map(
    products.map(({ id, name, price, category }) => [
      id,
      world.teller.create("product", act(world, 398, world.people.marta), {
        name,
        sku: `NW-${String(id).padStart(3, "0")}`,
        price: world.money(price),
        currency: world.currency,
        recurring: false,
        category: world.texts.categories[category] ?? category,
      }),
    ]),
  );

interface Won {
  readonly client: Client;
  readonly order: Order;
  readonly goods: ReadonlyMap<number, Product>;
  readonly ids: ReadonlyMap<number, string>;
  readonly won: number;
}

const tellSale = (world: World, { client, order, goods, ids, won }: Won): Sale => {
  const { teller, dice, people, texts, money, currency } = world;
  const owner = [people.ana, people.luis, people.nancy, people.marta][order.employee % 4] ?? people.ana;
  const amount = money(totalOf(order.lines));
  const begun = Math.min(won + dice.between(4, LONGEST_SALE), client.since - 1);
  const category = goods.get(order.lines[0]?.product ?? 0)?.category ?? "Produce";
  const title = texts.dealFor(texts.categories[category] ?? category, client.name);
  const deal = teller.create("deal", act(world, begun, owner), {
    title,
    contact: client.contact,
    company: client.company,
    amount,
    currency,
    stage: "sales/new",
    owner,
    source: dice.pick(texts.sources),
    ...(dice.oneIn(6) ? { tags: [dice.pick(Object.values(texts.tags))] } : {}),
  });
  const record = { object: "deal", id: deal };
  // Not every sale takes every step.
  const passed = OPEN_STAGES.filter((stage) => stage === "proposal" || !dice.oneIn(3));
  for (const [index, stage] of passed.entries()) {
    const day = begun - Math.round(((begun - won) * (index + 1)) / (passed.length + 1));
    teller.save(record, act(world, day, owner), { stage: `sales/${stage}` });
  }
  const closing = { at: world.calendar.at(won, 500), by: owner };
  teller.save(record, closing, { stage: "sales/won", close_date: world.calendar.day(won) });
  tellOrder(world, { client, order, ids, won, deal, amount, owner });
  if (dice.oneIn(3)) tellTalk(world, { deal, client, owner, from: begun, to: won });
  return { deal, client, title, owner, won };
};

const totalOf = (lines: readonly OrderLine[]): number =>
  lines.reduce((sum, { price, quantity, discount }) => sum + price * quantity * (1 - discount), 0);

interface Ordered extends Omit<Won, "goods"> {
  readonly deal: string;
  readonly amount: string;
  readonly owner: string;
}

const tellOrder = (world: World, { client, order, ids, won, deal, amount, owner }: Ordered): void => {
  const { teller, calendar, money, currency } = world;
  const placed = { at: calendar.at(won, 520), by: owner };
  const id = teller.create("order", placed, {
    number: String(order.number),
    deal,
    company: client.company,
    contact: client.contact,
    amount,
    currency,
    state: "confirmed",
    owner,
  });
  for (const [position, line] of order.lines.entries()) {
    teller.create("line", placed, {
      parent: { object: "order", id },
      product: ids.get(line.product) ?? null,
      quantity: String(line.quantity),
      price: money(line.price),
      discount: String(Math.round(line.discount * 100)),
      position,
    });
  }
  const delivered = won - (order.shippedAfter ?? won + 1);
  if (delivered < 1) return;
  const arrival = calendar.at(delivered, 300);
  teller.save(
    { object: "order", id },
    { at: arrival, by: world.people.dan },
    { state: "delivered", delivered_at: arrival.toString() },
  );
};

const tellLost = (world: World, client: Client): void => {
  const { teller, dice, texts, money, currency } = world;
  const begun = dice.between(12, 360);
  const lost = Math.max(1, begun - dice.between(5, 40));
  const deal = teller.create("deal", act(world, begun, client.owner), {
    title: texts.dealFor(dice.pick(texts.works), client.name),
    contact: client.contact,
    company: client.company,
    amount: money(dice.between(4, 190) * 50),
    currency,
    stage: "sales/new",
    owner: client.owner,
    source: dice.pick(texts.sources),
  });
  const record = { object: "deal", id: deal };
  const passed = OPEN_STAGES.slice(0, dice.below(OPEN_STAGES.length + 1));
  for (const [index, stage] of passed.entries()) {
    const day = begun - Math.round(((begun - lost) * (index + 1)) / (passed.length + 1));
    teller.save(record, act(world, day, client.owner), { stage: `sales/${stage}` });
  }
  teller.save(
    record,
    { at: world.calendar.at(lost, 500), by: client.owner },
    { stage: "sales/lost", lost_reason: dice.pick(texts.lostReasons), close_date: world.calendar.day(lost) },
  );
  if (dice.oneIn(3)) tellTalk(world, { deal, client, owner: client.owner, from: begun, to: lost });
};
