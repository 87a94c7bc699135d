/**
 * What Vitest makes of `import.meta.glob`, by which tests of core read files that may be absent: core itself has
 * no types of Node, and no files. Declared here because Vite is a dependency of Vitest, not ours.
 */
interface ImportMeta {
  glob<Content>(
    patterns: string | readonly string[],
    options: { readonly query: "?raw"; readonly import: "default"; readonly eager: true },
  ): Readonly<Record<string, Content>>;
}
