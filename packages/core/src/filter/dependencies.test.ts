import { expect, test } from "vitest";
import { dependencies } from "./index.ts";
import { parsed } from "./testing/sample-model.ts";

const summary = (input: unknown) => {
  const { own, related, time } = dependencies(parsed(input));
  return {
    own,
    time,
    related: related.map(
      ({ path, object, field }) => `${path.map((step) => step.field).join("/")}: ${object}.${field}`,
    ),
  };
};

test("a path over relations rests on every link of it", () => {
  expect(summary(["contact.company.name", "is", "x"])).toEqual({
    own: ["contact"],
    time: false,
    related: [
      "contact: contact.deleted_at",
      "contact: contact.company",
      "contact/company: company.deleted_at",
      "contact/company: company.name",
    ],
  });
});

test("a quantifier rests on the children's links and on what it asks of them", () => {
  expect(summary({ none: "tasks", where: ["due", "older_than", "3d"] })).toEqual({
    own: [],
    time: true,
    related: [
      "tasks: task.record",
      "tasks: task.deal",
      "tasks: task.deleted_at",
      "tasks: task.archived",
      "tasks: task.due",
    ],
  });
});

test("a field that holds several records is a link of the record's own", () => {
  expect(summary({ some: "followers", where: ["name", "is", "x"] })).toEqual({
    own: ["followers"],
    time: false,
    related: ["followers: user.deleted_at", "followers: user.archived", "followers: user.name"],
  });
});

test.each([
  [["visit", "before", "today"], true],
  [["visit", "before", "2026-06-01"], false],
  [["now", "weekday_in", ["mon"]], true],
  [["meeting", "weekday_in", ["mon"]], false],
  [{ not: { any: [["meeting", "within_next", "3d"]] } }, true],
])("%j depends on time: %s", (input, expected) => {
  expect(summary(input).time).toBe(expected);
});
