import { getCountries, type CountryCode } from "libphonenumber-js";

/**
 * Where most people of a country with several zones live. A number tells the country, not the place in it, and
 * quiet hours need one zone; all other countries have one, which the platform's own data (CLDR) names.
 */
const MAIN_ZONES: Partial<Readonly<Record<CountryCode, string>>> = {
  AR: "America/Buenos_Aires",
  AU: "Australia/Sydney",
  BR: "America/Sao_Paulo",
  CA: "America/Toronto",
  CD: "Africa/Kinshasa",
  CL: "America/Santiago",
  CN: "Asia/Shanghai",
  CY: "Asia/Nicosia",
  DE: "Europe/Berlin",
  EC: "America/Guayaquil",
  ES: "Europe/Madrid",
  FM: "Pacific/Ponape",
  GL: "America/Godthab",
  ID: "Asia/Jakarta",
  KI: "Pacific/Tarawa",
  KZ: "Asia/Almaty",
  MH: "Pacific/Majuro",
  MN: "Asia/Ulaanbaatar",
  MX: "America/Mexico_City",
  MY: "Asia/Kuala_Lumpur",
  NZ: "Pacific/Auckland",
  PF: "Pacific/Tahiti",
  PG: "Pacific/Port_Moresby",
  PS: "Asia/Gaza",
  PT: "Europe/Lisbon",
  RU: "Europe/Moscow",
  UA: "Europe/Kiev",
  US: "America/New_York",
  UZ: "Asia/Tashkent",
};

interface LocaleWithZones {
  getTimeZones?(): readonly string[] | undefined;
}

/** The zones of a country, by the platform's data. */
const zonesOfCountry = (country: CountryCode): readonly string[] =>
  (new Intl.Locale(`und-${country}`) as LocaleWithZones).getTimeZones?.() ?? [];

/** The zone that a number of this country is taken to be in; `near` (the workspace's) wins where it is one of them. */
export const zoneOfCountry = (country: CountryCode, near: string): string | null => {
  const zones = zonesOfCountry(country);
  if (zones.includes(canonicalZone(near))) return near;
  return MAIN_ZONES[country] ?? zones[0] ?? null;
};

/** Where most zones that are asked for lie: asking the platform for all 245 countries takes 0.2 s. */
const LIKELY: readonly CountryCode[] = ["ES", "RO", "US", "MX", "GB", "DE", "FR", "IT", "PT", "HU"];

const countries = new Map<string, CountryCode | null>();

export const countryOfZone = (timeZone: string): CountryCode | null => {
  const zone = canonicalZone(timeZone);
  const known = countries.get(zone);
  if (known !== undefined) return known;
  const country = [...LIKELY, ...getCountries()].find((each) => zonesOfCountry(each).includes(zone)) ?? null;
  countries.set(zone, country);
  return country;
};

/** The name that CLDR lists zones by ("Europe/Kiev" for "Europe/Kyiv"); the name itself when there is no such zone. */
const canonicalZone = (timeZone: string): string => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return timeZone;
  }
};

export const isTimeZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};
