/** The public holidays of a country, for a workspace that names its country instead of its closed days. */
export { holidayCountries, publicHolidays, UnknownCountryError } from "./holidays.ts";
