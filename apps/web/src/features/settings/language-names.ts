/** In their own words: whoever looks for a language reads that one. */
export const LANGUAGE_NAMES = [
  { value: "en", label: "English" },
  { value: "es", label: "Español" },
  { value: "ro", label: "Română" },
];
