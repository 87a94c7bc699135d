import { describe, expect, it } from "vitest";
import { EMPTY_ROLE, granted, usualScope } from "./draft.ts";

describe("a role that is being written", () => {
  it("is as a salesperson where it says nothing", () => {
    expect(usualScope(EMPTY_ROLE, "deal", "delete")).toBe("own");
    expect(usualScope(EMPTY_ROLE, "setting", "edit")).toBe("none");
  });

  it("says of all objects what it says of none by name, people and configuration left out", () => {
    const draft = { ...EMPTY_ROLE, rights: { "*": { edit: "none" as const } } };
    expect(usualScope(draft, "deal", "edit")).toBe("none");
    expect(usualScope(draft, "user", "edit")).toBe("own");
    expect(usualScope(draft, "*", "edit")).toBe("all");
  });

  it("tells what would hold without a grant of its own", () => {
    const rights = { deal: { edit: "none" as const } };
    expect(usualScope({ ...EMPTY_ROLE, rights }, "deal", "edit")).toBe("all");
  });

  it("keeps other grants, and leaves out objects of which it says nothing any more", () => {
    const rights = granted({}, { object: "deal", action: "edit", scope: "own" });
    expect(rights).toEqual({ deal: { edit: "own" } });
    const both = granted(rights, { object: "deal", action: "read", scope: "team" });
    expect(both).toEqual({ deal: { edit: "own", read: "team" } });
    expect(granted(rights, { object: "deal", action: "edit", scope: null })).toEqual({});
  });
});
