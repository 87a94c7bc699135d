import { fold } from "@cadencia/core/model";
import type { Northwind } from "../northwind/northwind.ts";
import { NEIGHBOURS, type Neighbour } from "./people.ts";
import { act, type Client, type World } from "./world.ts";

const CATEGORIES = ["standard", "standard", "standard", "silver", "silver", "gold", "vip"];

/** Northwind's customers, and those from Spain and Romania; each with a company and the person to talk to. */
export const tellCustomers = (world: World, { customers }: Northwind): readonly Client[] => [
  ...customers.map((customer, index) => {
    const [first = "", ...rest] = customer.contact.split(" ");
    return tellCustomer(world, {
      key: customer.key,
      index,
      company: customer.name,
      first,
      last: rest.join(" "),
      address: `${customer.address}, ${customer.postalCode} ${customer.city}`.replace(/^, /u, ""),
      city: customer.city,
      country: customer.country,
      industry: "food",
      locale: LOCALES[customer.country] ?? "en",
      timezone: ZONES[customer.country] ?? null,
    });
  }),
  ...NEIGHBOURS.map((neighbour, index) =>
    tellCustomer(world, { ...asCustomer(neighbour), index: customers.length + index }),
  ),
];

interface Customer {
  readonly key: string;
  readonly index: number;
  readonly company: string;
  readonly first: string;
  readonly last: string;
  readonly address: string | null;
  readonly city: string;
  readonly country: string;
  readonly industry: string;
  readonly locale: string;
  readonly timezone: string | null;
}

const asCustomer = (neighbour: Neighbour): Omit<Customer, "index"> => ({
  ...neighbour,
  key: neighbour.company,
  address: null,
  locale: neighbour.country === "Spain" ? "es" : "ro",
  timezone: neighbour.country === "Spain" ? "Europe/Madrid" : "Europe/Bucharest",
});

const tellCustomer = (world: World, customer: Customer): Client => {
  const { teller, dice, people } = world;
  const { index, company: name, first, last, key } = customer;
  const since = 396 - (index % 20);
  const owner = dice.pick([people.ana, people.luis, people.nancy]);
  const domain = `${slug(name)}.example`;
  const category = dice.pick(CATEGORIES);
  const by = act(world, since, owner);
  const company = teller.create("company", by, {
    name,
    email: `info@${domain}`,
    phone: fictionalPhone(index),
    website: `https://www.${domain}`,
    industry: customer.industry,
    category,
    address: customer.address,
    city: customer.city,
    country: customer.country === "" ? null : customer.country,
    locale: customer.locale,
    timezone: customer.timezone,
    owner,
  });
  const email = `${slug(first)}.${slug(last)}@${domain}`;
  const contact = teller.create("contact", by, {
    first_name: first,
    last_name: last,
    email,
    mobile: fictionalMobile(index),
    company,
    category,
    locale: customer.locale,
    timezone: customer.timezone,
    email_state: "active",
    owner,
  });
  // A year leaves its marks: some come to be worth more to us.
  if (dice.oneIn(4)) {
    const raised = category === "vip" ? "vip" : "gold";
    const later = act(world, dice.between(20, 200), people.marta);
    teller.save({ object: "contact", id: contact }, later, { category: raised });
    teller.save({ object: "company", id: company }, later, { category: raised });
  }
  return { key, name, company, contact, email, since, owner };
};

/** Letters and digits of an address. */
const slug = (text: string): string =>
  fold(text)
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "");

// Ofcom keeps these numbers for films and books: nobody will ever be called.
const fictionalPhone = (index: number): string => `+44 20 7946 0${String(index).padStart(3, "0")}`;
const fictionalMobile = (index: number): string => `+44 7700 900${String(index).padStart(3, "0")}`;

const LOCALES: Readonly<Record<string, string>> = {
  Spain: "es",
  Mexico: "es",
  Argentina: "es",
  Venezuela: "es",
};

const ZONES: Readonly<Record<string, string>> = {
  Germany: "Europe/Berlin",
  Mexico: "America/Mexico_City",
  UK: "Europe/London",
  Sweden: "Europe/Stockholm",
  France: "Europe/Paris",
  Spain: "Europe/Madrid",
  Canada: "America/Vancouver",
  Argentina: "America/Argentina/Buenos_Aires",
  Switzerland: "Europe/Zurich",
  Brazil: "America/Sao_Paulo",
  Austria: "Europe/Vienna",
  Italy: "Europe/Rome",
  Portugal: "Europe/Lisbon",
  USA: "America/Los_Angeles",
  Venezuela: "America/Caracas",
  Ireland: "Europe/Dublin",
  Belgium: "Europe/Brussels",
  Norway: "Europe/Oslo",
  Denmark: "Europe/Copenhagen",
  Finland: "Europe/Helsinki",
  Poland: "Europe/Warsaw",
};
