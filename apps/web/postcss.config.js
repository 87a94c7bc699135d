import mantine from "postcss-preset-mantine";

// oxlint-disable-next-line import/no-default-export -- postcss reads a default export
export default { plugins: [mantine()] };
