/** What a person typed as a number in their language ("12.400,5 €"), as the server takes it ("12400.5"). */
export const parseDecimal = (text: string, language: string): string => {
  const parts = new Intl.NumberFormat(language).formatToParts(12_345_678.9);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const bare = text.replaceAll(/[\s\u00a0\u202f€$£%]|EUR|RON|lei/giu, "");
  const group = of("group");
  const decimal = of("decimal");
  // One lone dot before other than three digits is a decimal point in every language.
  if (/^[+-]?\d+\.\d+$/.test(bare) && (group !== "." || !/\.\d{3}$/.test(bare))) return bare;
  const plain = (group === "" ? bare : bare.replaceAll(group, "")).replace(decimal, ".");
  // What is no number goes as it is: the server says what is wrong with it.
  return /^[+-]?\d*\.?\d+$/.test(plain) ? plain : text;
};

/** How a number stands in an input: no grouping, the decimal sign of the language. */
export const printDecimal = (value: string, language: string): string => {
  const decimal = new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === "decimal");
  return value.replace(".", decimal?.value ?? ".");
};
