import type Holidays from "date-holidays";

type HolidaysClass = typeof Holidays;

let loaded: Promise<HolidaysClass> | undefined;

/**
 * The rules of two hundred countries take some 200 ms and 35 MB to load, so a start that needs no country does
 * not load them.
 */
export const loadLibrary = (): Promise<HolidaysClass> => {
  loaded ??= import("date-holidays").then((library) => library.default);
  return loaded;
};
