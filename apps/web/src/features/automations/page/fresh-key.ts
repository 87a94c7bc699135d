/** "Prospecto repetido" becomes `prospecto-repetido`, with a number where somebody bears it. */
export const freshKey = (name: string, taken: readonly string[]): string => {
  const bare = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-|-$/gu, "")
    .slice(0, 60);
  const wish = bare === "" ? "automation" : bare;
  if (!taken.includes(wish)) return wish;
  for (let number = 2; ; number += 1) if (!taken.includes(`${wish}-${number}`)) return `${wish}-${number}`;
};
