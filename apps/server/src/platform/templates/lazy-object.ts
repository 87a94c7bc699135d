/** What a lazy object has; each property is read when it is first asked for, and once. */
export interface LazySource {
  has(key: string): boolean;
  read(key: string): unknown;
  keys(): Iterable<string>;
}

/**
 * An object whose properties are computed when a template asks for them. They appear as own properties and there is
 * no prototype: liquidjs reads own properties only, so nothing else can be reached through it.
 */
export const lazyObject = (source: LazySource): object => {
  const known = new Map<string, unknown>();
  const read = (key: string): unknown => {
    if (!known.has(key)) known.set(key, source.read(key));
    return known.get(key);
  };
  return new Proxy(Object.create(null) as object, {
    get: (_, key) => (typeof key === "string" && source.has(key) ? read(key) : undefined),
    has: (_, key) => typeof key === "string" && source.has(key),
    ownKeys: () => [...new Set(source.keys())],
    getOwnPropertyDescriptor: (_, key) => {
      if (typeof key === "symbol" || !source.has(key)) return undefined;
      return { value: undefined, configurable: true, enumerable: true, writable: false };
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
};
