import {
  Button,
  createTheme,
  defaultVariantColorsResolver,
  Menu,
  Table,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";

// The numbers are those of the design (docs/design.md): every pair of text and ground was computed, none under 4.5.
const gray: MantineColorsTuple = [
  "#F4F6F6",
  "#EDF2F2",
  "#E9EDEE",
  "#D3DBDD",
  "#BCC8CB",
  "#9AA9AE",
  "#74858B",
  "#51636A",
  "#33454C",
  "#15252B",
];
const dark: MantineColorsTuple = [
  "#E6EDEE",
  "#C6D2D5",
  "#9DB0B6",
  "#6F858D",
  "#2C3D44",
  "#1F2E34",
  "#172328",
  "#0F181C",
  "#0B1316",
  "#070D0F",
];
const tinta: MantineColorsTuple = [
  "#EEF7F8",
  "#DDEEF0",
  "#A9DAE2",
  "#6FC3D1",
  "#3FA5B6",
  "#1F8496",
  "#10707F",
  "#0B5F6E",
  "#084C58",
  "#06262D",
];

// What failed, in the two shades that the design computed; Mantine's own is too pale for a word.
const red: MantineColorsTuple = [
  "#FBE4E1",
  "#FBE4E1",
  "#F6C4BF",
  "#FF9F95",
  "#FF9F95",
  "#C93A32",
  "#A8201A",
  "#A8201A",
  "#8A1913",
  "#45201D",
];

export const theme = createTheme({
  colors: { gray, dark, tinta, red },
  primaryColor: "tinta",
  primaryShade: { light: 7, dark: 3 },
  // By itself autoContrast looks at the light shade alone, and writes white on the pale one of the dark: 2.01.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const isPrimary = input.color === undefined || input.color === input.theme.primaryColor;
    if (input.variant !== "filled" || !isPrimary) return colors;
    return { ...colors, color: "var(--mantine-primary-color-contrast)" };
  },
  autoContrast: true,
  luminanceThreshold: 0.35,
  white: "#FFFFFF",
  black: "#15252B",
  fontFamily: '"Instrument Sans Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "18px", md: "20px", lg: "24px", xl: "28px" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "28px" },
      h2: { fontSize: "16px", lineHeight: "24px" },
      h3: { fontSize: "14px", lineHeight: "20px" },
    },
  },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "20px", xl: "32px" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "10px", xl: "16px" },
  defaultRadius: "sm",
  shadows: { xs: "0 1px 2px #15252b14", md: "0 0 0 1px #15252b0d, 0 8px 28px #15252b1a" },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" } }),
    Menu: Menu.extend({
      // Within the landmark of what opens it, and without the empty element that a menu may not hold.
      defaultProps: {
        shadow: "md",
        withinPortal: false,
        floatingStrategy: "fixed",
        withInitialFocusPlaceholder: false,
      },
    }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 9, horizontalSpacing: 14 } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, events: { hover: true, focus: true, touch: true } },
    }),
  },
});

/** For each state: word and ground in the light, word and ground in the dark. */
const STATES = {
  done: ["#17693C", "#DFF1E5", "#7ED3A0", "#153626"],
  failed: ["#A8201A", "#FBE4E1", "#FF9F95", "#45201D"],
  waiting: ["#2B56A8", "#E3EBFA", "#9DBDF8", "#1C2F52"],
  skipped: ["#5B5575", "#ECEAF3", "#BDB6DC", "#2C2940"],
  cancelled: ["#4F5B62", "#E9EDEE", "#B3C0C5", "#26343A"],
  uncertain: ["#7D4B00", "#FBEBCB", "#F2BF5E", "#40300C"],
  pending: ["#51636A", "#FFFFFF", "#9DB0B6", "#172328"],
} as const;

const states = (first: 0 | 2): Record<string, string> =>
  Object.fromEntries(
    Object.entries(STATES).flatMap(([name, colors]) => [
      [`--cad-${name}`, colors[first]],
      [`--cad-${name}-soft`, colors[first === 0 ? 1 : 3]],
    ]),
  );

interface Scheme {
  readonly bg: string;
  readonly surface: string;
  readonly sunken: string;
  readonly hover: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly control: string;
  readonly accent: string;
  readonly soft: string;
  readonly error: string;
}

const variablesOf = (scheme: Scheme): Record<string, string> => ({
  "--mantine-color-body": scheme.bg,
  "--mantine-color-text": scheme.text,
  "--mantine-color-dimmed": scheme.muted,
  "--mantine-color-placeholder": scheme.muted,
  "--mantine-color-anchor": scheme.accent,
  "--mantine-color-error": scheme.error,
  "--mantine-color-default": scheme.surface,
  "--mantine-color-default-hover": scheme.hover,
  "--mantine-color-default-border": scheme.control,
  "--cad-surface": scheme.surface,
  "--cad-sunken": scheme.sunken,
  "--cad-hover": scheme.hover,
  "--cad-line": scheme.line,
  "--cad-control": scheme.control,
  "--cad-accent": scheme.accent,
  "--cad-accent-soft": scheme.soft,
});

const LIGHT: Scheme = {
  bg: "#F4F6F6",
  surface: "#FFFFFF",
  sunken: "#E9EDEE",
  hover: "#EDF2F2",
  text: "#15252B",
  muted: "#51636A",
  line: "#D3DBDD",
  control: "#74858B",
  accent: "#0B5F6E",
  soft: "#DDEEF0",
  error: "#A8201A",
};

const DARK: Scheme = {
  bg: "#0F181C",
  surface: "#172328",
  sunken: "#0B1316",
  hover: "#1F2E34",
  text: "#E6EDEE",
  muted: "#9DB0B6",
  line: "#2C3D44",
  control: "#6F858D",
  accent: "#6FC3D1",
  soft: "#143A42",
  error: "#FF9F95",
};

export const resolver: CSSVariablesResolver = () => ({
  variables: {
    "--cad-rail": "2px",
    "--cad-fast": "120ms",
    "--cad-move": "200ms",
    "--cad-ease": "cubic-bezier(.2,0,0,1)",
  },
  light: { ...variablesOf(LIGHT), ...states(0) },
  dark: { ...variablesOf(DARK), ...states(2) },
});
