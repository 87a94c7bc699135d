// The present comes from a Clock that is passed in. `Date.now` and the like are banned by oxlint's own rules; these two forms are not.

const isDate = (node) => node.callee.type === "Identifier" && node.callee.name === "Date";

export const noCurrentDate = {
  create(context) {
    const report = (node) => context.report({ node, message: "Take the present from the Clock" });
    return {
      NewExpression: (node) => isDate(node) && node.arguments.length === 0 && report(node),
      CallExpression: (node) => isDate(node) && report(node),
    };
  },
};
