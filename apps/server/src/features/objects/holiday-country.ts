import { didYouMean } from "@cadencia/core/nearest";
import { invalid } from "../../platform/errors/index.ts";
import { holidayCountries } from "../../platform/holidays/index.ts";

/** Refuses a country whose public holidays nobody knows. */
export const refuseUnknownCountry = async (country: string): Promise<void> => {
  const known = await holidayCountries();
  if (known.includes(country)) return;
  const message = `no public holidays are known for ${country}${didYouMean(country, known)}`;
  throw invalid([{ field: "holidays", code: "unknown_value", message }]);
};
