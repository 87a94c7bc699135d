/** Who works in the demo. Nobody of them has a password, so none can sign in. */
export interface Colleague {
  readonly handle: string;
  readonly name: string;
  readonly role: "manager" | "salesperson" | "read-only";
  readonly team: "sales" | "service";
  readonly locale: "en" | "es" | "ro";
  readonly timezone: string;
}

export const COLLEAGUES = [
  {
    handle: "marta",
    name: "Marta Ruiz",
    role: "manager",
    team: "sales",
    locale: "es",
    timezone: "Europe/Madrid",
  },
  {
    handle: "ana",
    name: "Ana Pop",
    role: "salesperson",
    team: "sales",
    locale: "ro",
    timezone: "Europe/Bucharest",
  },
  {
    handle: "luis",
    name: "Luis Gil",
    role: "salesperson",
    team: "sales",
    locale: "es",
    timezone: "Europe/Madrid",
  },
  {
    handle: "nancy",
    name: "Nancy Davolio",
    role: "salesperson",
    team: "sales",
    locale: "en",
    timezone: "Europe/London",
  },
  {
    handle: "dan",
    name: "Dan Ionescu",
    role: "salesperson",
    team: "service",
    locale: "ro",
    timezone: "Europe/Bucharest",
  },
  {
    handle: "eva",
    name: "Eva Serrano",
    role: "read-only",
    team: "sales",
    locale: "es",
    timezone: "Europe/Madrid",
  },
] as const satisfies readonly Colleague[];

export type Handle = (typeof COLLEAGUES)[number]["handle"];

/** A customer from Spain or Romania, beside Northwind's. */
export interface Neighbour {
  readonly company: string;
  readonly city: string;
  readonly country: "Spain" | "Romania";
  readonly industry: string;
  readonly first: string;
  readonly last: string;
}

type Row = readonly [company: string, city: string, person: string, industry?: string];

const SPAIN: readonly Row[] = [
  ["Hotel Miramar", "Málaga", "Carmen Ortega Ruiz"],
  ["Restaurante El Olivo", "Córdoba", "Javier Núñez"],
  ["Panadería La Espiga", "Zaragoza", "Lucía Peña", "bakery"],
  ["Mesón Don Quijote", "Toledo", "Andrés Castaño"],
  ["Aceites Sierra Sur", "Jaén", "Rocío Muñoz", "food"],
  ["Cafetería Plaza Mayor", "Salamanca", "Íñigo Etxeberria"],
  ["Bodegas Peñafiel", "Valladolid", "Begoña Álvarez", "wine"],
  ["Hostal Las Cigüeñas", "Cáceres", "Sofía Garrido"],
  ["Marisquería O Percebe", "Vigo", "Brais Otero"],
  ["Colegio Ramón y Cajal", "Huesca", "Pilar Logroño", "education"],
  ["Pastelería Güell", "Girona", "Núria Güell", "bakery"],
  ["Asador Donostia", "San Sebastián", "Ainhoa Zubizarreta"],
  ["Catering Azahar", "Sevilla", "Manuel Ibáñez", "catering"],
  ["Heladería Alboraya", "Valencia", "Vicent Alfonso"],
  ["Huerta de Murcia", "Murcia", "Fuensanta López", "food"],
  ["Balneario Río Miño", "Ourense", "Xoán Castro"],
  ["Quesos Picos", "Oviedo", "Covadonga Suárez", "food"],
  ["Hotel Teide", "La Laguna", "Yaiza Hernández"],
  ["Comedor Social Norte", "Santander", "Ángel Cobo", "charity"],
];

const ROMANIA: readonly Row[] = [
  ["Casa Ionescu", "Sibiu", "Maria Ionescu"],
  ["Pensiunea Bucegi", "Sinaia", "Ștefan Dumitrescu"],
  ["Brutăria Moldovița", "Suceava", "Ioana Țurcanu", "bakery"],
  ["Restaurant Delta", "Tulcea", "Răzvan Munteanu"],
  ["Crama Dealu Mare", "Ploiești", "Adela Stănescu", "wine"],
  ["Hotel Făgăraș", "Făgăraș", "Mihăiță Bălan"],
  ["Cofetăria Lămâița", "Iași", "Crina Șerban", "bakery"],
  ["Lactate Apuseni", "Cluj-Napoca", "Horia Mureșan", "food"],
  ["Cantina Politehnica", "Timișoara", "Bianca Rusu", "education"],
  ["Pescăria Histria", "Constanța", "Sorin Țepeș"],
  ["Livada Voinești", "Târgoviște", "Anca Văcărescu", "food"],
  ["Han la Răscruce", "Brașov", "Vlad Câmpeanu"],
  ["Catering Băneasa", "București", "Oana Grigorescu", "catering"],
  ["Cabana Ceahlău", "Piatra Neamț", "Bogdan Nistor"],
  ["Ferma Țara Hațegului", "Hațeg", "Lavinia Popa", "food"],
  ["Bistro Piața Mare", "Sibiu", "Cristian Roșu"],
  ["Vinuri Cotnari Sat", "Cotnari", "Gabriela Ciobanu", "wine"],
  ["Hotel Oltenia", "Craiova", "Denisa Ivașcu"],
  ["Școala Gheorghe Lazăr", "Sibiu", "Mircea Lupu", "education"],
  ["Spitalul Sfânta Maria", "Bacău", "Raluca Enache", "health"],
  ["Grădinița Ursulețul", "Oradea", "Teodora Bîrsan", "education"],
];

const neighbourIn =
  (country: Neighbour["country"]) =>
  ([company, city, person, industry = "hospitality"]: Row): Neighbour => {
    const [first = "", ...rest] = person.split(" ");
    return { company, city, country, industry, first, last: rest.join(" ") };
  };

export const NEIGHBOURS: readonly Neighbour[] = [
  ...SPAIN.map(neighbourIn("Spain")),
  ...ROMANIA.map(neighbourIn("Romania")),
];
