import { describe, expect, test } from "vitest";
import { NOTHING, TextEmitter } from "./text-emitter.ts";

const written = (...pieces: unknown[]): string => {
  const emitter = new TextEmitter();
  for (const piece of pieces) emitter.write(piece);
  return emitter.text();
};

describe("the gap that an empty value leaves", () => {
  test("is one space within a line, wherever the spaces stood", () => {
    expect(written("a ", NOTHING, " b")).toBe("a b");
    expect(written("a  ", NOTHING, "b")).toBe("a b");
    expect(written("a", NOTHING, "\tb")).toBe("a b");
    expect(written("a ", NOTHING, " ", NOTHING, " ", "b")).toBe("a b");
  });

  test("is nothing where there was no space", () => {
    expect(written("a", NOTHING, "b")).toBe("ab");
    expect(written("(", NOTHING, ")")).toBe("()");
  });

  test("is nothing at the end of a line and of the text", () => {
    expect(written("a ", NOTHING, "\nb ", NOTHING, "\r\nc ", NOTHING)).toBe("a\nb\r\nc");
    expect(written("a ", NOTHING, " ")).toBe("a");
  });

  test("keeps the author's indentation at the beginning of a line", () => {
    expect(written("<p>\n  ", NOTHING, " x\n</p>")).toBe("<p>\n  x\n</p>");
    expect(written(NOTHING, " a")).toBe("a");
  });
});

describe("what was written", () => {
  test("keeps every space that no empty value stands beside", () => {
    expect(written("a  b \n", "  ", "c  ", "  ")).toBe("a  b \n  c    ");
    expect(written("a  b ", NOTHING, " c  d")).toBe("a  b c  d");
  });
});
