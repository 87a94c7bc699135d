import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";

describe("nearest", () => {
  it.each([
    ["stpes", ["steps", "name"], "steps"],
    ["send_mail", ["send_email", "send_sms"], "send_email"],
    ["Email", ["email"], "email"],
    ["fro", ["to", "for", "from"], "for"],
    ["xyzzy", ["steps", "name"], undefined],
    ["", ["steps"], undefined],
    ["steps", [], undefined],
    ["a".repeat(500), ["a"], undefined],
  ])("finds what %s most likely meant", (word, choices, expected) => {
    expect(nearest(word, choices)).toBe(expected);
  });
});
