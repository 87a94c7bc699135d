// SQL lives in *.repo.ts and in migrations. This rule finds it anywhere else: as text, as a `sql` template, as a query builder.

const STATEMENT = new RegExp(
  [
    String.raw`select\s[\s\S]*\sfrom\s`,
    String.raw`select\s+[\w.]+\s*\(`,
    String.raw`insert\s+into\s`,
    String.raw`update\s+\S+\s+set\s`,
    String.raw`delete\s+from\s`,
    String.raw`with\s+(recursive\s+)?\w+(\s*\([^)]*\))?\s+as\s*(not\s+materialized\s*|materialized\s*)?\(`,
    String.raw`(create|alter|drop)\s+(table|schema|(unique\s+)?index|type|view|function|extension|database|role)\s`,
    String.raw`truncate\s+(table\s+)?\S`,
    String.raw`(listen|notify)\s+\w+\s*;?$`,
  ]
    .map((start) => `(?:${start})`)
    .join("|")
    .replace(/^/, String.raw`^\s*(?:`)
    .replace(/$/, ")"),
  "i",
);

const BUILDERS = new Set(["selectFrom", "insertInto", "updateTable", "deleteFrom", "mergeInto"]);

/** The text of a template, with `?` for what is filled in. */
const textOf = (template) => template.quasis.map((part) => part.value.cooked ?? "").join("?");

export const sqlInRepo = {
  create(context) {
    const report = (node) => context.report({ node, message: "SQL belongs into a *.repo.ts or a migration" });
    return {
      Literal(node) {
        if (typeof node.value === "string" && STATEMENT.test(node.value)) report(node);
      },
      TemplateLiteral(node) {
        if (node.parent.type !== "TaggedTemplateExpression" && STATEMENT.test(textOf(node))) report(node);
      },
      TaggedTemplateExpression(node) {
        if (node.tag.type === "Identifier" && node.tag.name === "sql") report(node);
      },
      CallExpression(node) {
        const property = node.callee.type === "MemberExpression" ? node.callee.property.name : undefined;
        if (property !== undefined && BUILDERS.has(property)) report(node);
      },
    };
  },
};
