type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The automation once for each of its steps: a bent step is judged without the others. */
const byStep = (automation: unknown): readonly unknown[] => {
  if (!isMapping(automation) || !Array.isArray(automation["steps"])) return [automation];
  return automation["steps"].map((step) => ({ ...automation, steps: [step] }));
};

const partsOf = (key: string, value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) return [value];
  return value
    .flatMap((element: unknown) => (key === "automations" ? byStep(element) : [element]))
    .map((part) => [part]);
};

/** A scenario cut into small scenarios, one for each element of its lists: quick to judge by the thousand. */
export const slicesOf = (document: unknown): readonly unknown[] => {
  if (!isMapping(document)) return [];
  const { scenario, start, until, ...rest } = document;
  const frame = { scenario, start, until, expect: [] };
  const slices = Object.entries(rest).flatMap(([key, value]) =>
    partsOf(key, value).map((part) => ({ ...frame, [key]: part })),
  );
  return [frame, ...slices];
};
