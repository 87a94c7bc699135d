/** A tag of HTML at the beginning of a word: `<p>`, `<br/>`, `<a href=…>`, a comment or a doctype. */
const TAG = /<(?:!doctype|!--|\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>)/i;

/** Whether an author wrote HTML: the template's own markup counts, not the values that come into it. */
export const isHtml = (source: string): boolean => TAG.test(source);

const INVISIBLE = ["head", "style", "script", "title"];
const ENTITIES: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

/**
 * The plain alternative of an HTML mail: paragraphs and line breaks kept, links followed by their address, everything
 * else as its text. Written by hand and not by regular expressions over the whole, whose cost grows by the square.
 */
export const htmlToText = (html: string): string => {
  const pieces: string[] = [];
  let link: string | null = null;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    pieces.push(decode((open < 0 ? html.slice(at) : html.slice(at, open)).replaceAll(/\s+/g, " ")));
    if (open < 0) break;
    const tag = tagAt(html, open);
    if (tag.name === "a") link = tag.href;
    if (tag.name === "/a" && link !== null) {
      if (!pieces.at(-1)?.includes(link)) pieces.push(` (${link})`);
      link = null;
    }
    pieces.push(breakOf(tag.name));
    at = tag.end;
  }
  return tidy(pieces.join(""));
};

interface Tag {
  readonly name: string;
  readonly href: string | null;
  /** Where the text goes on: after the tag, or after all that it hides. */
  readonly end: number;
}

const tagAt = (html: string, open: number): Tag => {
  if (html.startsWith("<!--", open)) {
    const close = html.indexOf("-->", open);
    return { name: "", href: null, end: close < 0 ? html.length : close + 3 };
  }
  const close = html.indexOf(">", open);
  const end = close < 0 ? html.length : close + 1;
  const inside = html.slice(open + 1, end - 1);
  const name = /^\/?[a-z0-9]+/i.exec(inside)?.[0].toLowerCase() ?? "";
  if (INVISIBLE.includes(name)) {
    const closing = indexOfTag(html, `</${name}`, end);
    return {
      name: "",
      href: null,
      end: closing < 0 ? html.length : html.indexOf(">", closing) + 1 || html.length,
    };
  }
  const href = name === "a" ? (/\shref\s*=\s*["']([^"']*)["']/i.exec(inside)?.[1] ?? null) : null;
  return { name, href: href !== null && /^https?:/i.test(href) ? decode(href) : null, end };
};

const indexOfTag = (html: string, closing: string, from: number): number => {
  const found = html.indexOf(closing, from);
  return found < 0 ? html.indexOf(closing.toUpperCase(), from) : found;
};

const PARAGRAPHS = ["/p", "/h1", "/h2", "/h3", "/h4", "/ul", "/ol", "/table", "/blockquote"];
const LINES = ["br", "/div", "/tr", "/li", "hr"];

const breakOf = (name: string): string => {
  if (PARAGRAPHS.includes(name)) return "\n\n";
  if (LINES.includes(name)) return "\n";
  if (name === "li") return "- ";
  return name === "/td" || name === "/th" ? " " : "";
};

const decode = (text: string): string =>
  text.replaceAll(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);

const tidy = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
