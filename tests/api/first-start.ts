/** What the first start asks, as somebody in Romania answers it. */
export const ANA = {
  name: "Ana Popescu",
  email: "ana@cadencia.test",
  password: "three green boilers",
  language: "ro",
  timezone: "Europe/Bucharest",
  currency: "RON",
  holidays: "RO",
  content: "empty",
};

/** The same in Spain. */
export const SPANISH_ANA = {
  ...ANA,
  language: "es",
  timezone: "Europe/Madrid",
  currency: "EUR",
  holidays: "ES",
};
