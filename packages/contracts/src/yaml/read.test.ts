import { describe, expect, it } from "vitest";
import { readYaml } from "./read.ts";

const valueOf = (text: string): unknown => {
  const read = readYaml(text);
  return read.ok ? read.value : read.problems;
};

const firstProblem = (text: string) => {
  const read = readYaml(text);
  return read.ok ? undefined : read.problems[0];
};

const level = (name: string, of: string): string => `${name}: &${name} [${Array(9).fill(of).join(", ")}]`;

describe("reading YAML", () => {
  it("takes on, yes and off for words", () => {
    expect(valueOf("on: yes\noff: no")).toEqual({ on: "yes", off: "no" });
  });

  it("keeps instants as they were written, with or without seconds, tagged or not", () => {
    expect(
      valueOf("a: 2026-06-01T10:15\nb: 2026-06-01T10:15:30\nc: !!timestamp 2026-06-01\nd: 09:00"),
    ).toEqual({
      a: "2026-06-01T10:15",
      b: "2026-06-01T10:15:30",
      c: "2026-06-01",
      d: "09:00",
    });
  });

  it("keeps numbers that a double cannot hold as texts", () => {
    expect(valueOf("a: 12345678901234567.89\nb: 0.1\nc: 5000")).toEqual({
      a: "12345678901234567.89",
      b: 0.1,
      c: 5000,
    });
  });

  it("refuses a key that stands twice, with its line", () => {
    expect(firstProblem("a: 1\nb:\n  c: 1\n  c: 2")).toMatchObject({
      code: "duplicate_key",
      message: "the key c stands twice in the same mapping",
      line: 4,
      column: 3,
    });
  });

  it("refuses what is no YAML with its line", () => {
    expect(firstProblem("a: 1\nb: [1")).toMatchObject({ code: "unreadable", line: 2 });
  });

  it("refuses a second document", () => {
    expect(firstProblem("a: 1\n---\nb: 1")?.message).toBe(
      "a second document begins here; write one document a file",
    );
  });

  it("refuses a bomb of aliases and a tower of brackets", () => {
    const bomb = [
      level("a", "x"),
      level("b", "*a"),
      level("c", "*b"),
      level("d", "*c"),
      level("e", "*d"),
    ].join("\n");
    expect(firstProblem(bomb)?.code).toBe("unreadable");
    expect(firstProblem("[".repeat(20_000))?.code).toBe("too_large");
    expect(firstProblem(`${"[".repeat(300)}${"]".repeat(300)}`)?.code).toBe("too_large");
  });

  it("finds the line of every part, and of its owner where the part is missing", () => {
    const read = readYaml("a:\n  - b: 1\n  - c: 2\n    d: 3\n");
    if (!read.ok) throw new Error("unreadable");
    expect(read.positions(["a", 1, "d"])).toEqual({ line: 4, column: 5 });
    expect(read.positions(["a", 1, "e"])).toEqual({ line: 3, column: 5 });
    expect(read.positions([])).toEqual({ line: 1, column: 1 });
  });
});
