import type { Path } from "../../problems/index.ts";

export interface Mutant {
  readonly label: string;
  readonly path: Path;
  readonly document: unknown;
}

const REPLACEMENTS: readonly unknown[] = [
  null,
  true,
  false,
  5,
  -1.5,
  "",
  "x",
  "1d",
  "a/b",
  [],
  ["x"],
  {},
  { x: 1 },
];

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, part) => (node as Record<string | number, unknown>)[part], value);

/** Every path of a document, parents before children. */
const pathsOf = (value: unknown, above: Path = []): readonly Path[] => {
  if (typeof value !== "object" || value === null) return [above];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [
    above,
    ...[...keys].flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...above, key])),
  ];
};

const changed = (document: unknown, path: Path, change: (owner: never, key: never) => void): unknown => {
  const copy: unknown = structuredClone(document);
  change(at(copy, path.slice(0, -1)) as never, path.at(-1) as never);
  return copy;
};

/** The document with one thing wrong, or at least different: each key dropped, renamed, replaced, and one added. */
export function* mutantsOf(document: unknown): Generator<Mutant> {
  for (const path of pathsOf(document)) {
    const key = path.at(-1);
    if (key === undefined) continue;
    for (const value of REPLACEMENTS) {
      const replaced = changed(document, path, (owner: Record<string | number, unknown>, name: string) => {
        owner[name] = value;
      });
      yield { label: `${path.join(".")} = ${JSON.stringify(value)}`, path, document: replaced };
    }
    if (typeof key !== "string") continue;
    const dropped = changed(document, path, (owner: Record<string, unknown>, name: string) => {
      delete owner[name];
    });
    yield { label: `${path.join(".")} dropped`, path, document: dropped };
    const renamed = changed(document, path, (owner: Record<string, unknown>, name: string) => {
      owner[`${name}x`] = owner[name];
      delete owner[name];
    });
    yield { label: `${path.join(".")} renamed`, path, document: renamed };
    const doubled = changed(document, path, (owner: Record<string, unknown>, name: string) => {
      owner[`${name}_too`] = owner[name];
    });
    yield { label: `${path.join(".")} doubled`, path, document: doubled };
  }
}
