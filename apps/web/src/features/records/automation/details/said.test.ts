import { describe, expect, it } from "vitest";
import { saidIn, seenIn } from "./said.ts";

describe("what the server keeps of a step in English", () => {
  it.each([
    ["there is nobody to send it to", "nobody", {}],
    ["there is no consent to email", "consent", { channel: "email" }],
    [`there is no template "offer"`, "template", { name: "offer" }],
    ["Luis Gil is gone: Ana Pop instead", "instead", { name: "Luis Gil", instead: "Ana Pop" }],
  ])("%s is known by its key with what it names", (detail, key, params) => {
    expect(saidIn(detail)).toEqual({ key, params });
  });

  it("stays as it is where it is a provider's word", () => {
    expect(saidIn("550 mailbox unavailable")).toBeNull();
    expect(seenIn("550 mailbox unavailable")).toBeNull();
  });
});

describe("the line of a false condition", () => {
  it.each([
    ["amount is 4000, needs gt 5000", [{ kind: "value", field: "amount", before: null, now: "4000" }]],
    [
      "contact.category is silver, needs in [gold, vip]; title is empty, needs is_set",
      [
        { kind: "value", field: "contact.category", before: null, now: "silver" },
        { kind: "value", field: "title", before: null, now: "empty" },
      ],
    ],
    [
      "stage was sales/new and is sales/won, must not be is sales/won",
      [{ kind: "value", field: "stage", before: "sales/new", now: "sales/won" }],
    ],
    [
      "activities: 0 of 3 match, needs some",
      [{ kind: "related", relation: "activities", matching: "0", total: "3" }],
    ],
  ])("%s is taken apart", (detail, seen) => {
    expect(seenIn(detail)).toEqual(seen);
  });
});
