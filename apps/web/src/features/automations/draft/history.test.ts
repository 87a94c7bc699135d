import { expect, test } from "vitest";
import { begin, record, redo, undo } from "./history.ts";

test("what was undone comes back, until something else is done", () => {
  const two = record(record(begin("a"), "b", null), "c", null);
  expect(undo(two).present).toBe("b");
  expect(redo(undo(two)).present).toBe("c");
  const other = record(undo(two), "d", null);
  expect(redo(other).present).toBe("d");
  expect(undo(undo(undo(other))).present).toBe("a");
});

test("letters typed into one field are one step back", () => {
  const typed = ["R", "Re", "Ren"].reduce((so, text) => record(so, text, "name"), begin(""));
  expect(undo(typed).present).toBe("");
  expect(undo(record(typed, "x", "folder")).present).toBe("Ren");
});
