import { expect, test } from "vitest";
import { variablesOf } from "./variables.ts";

const pathsOf = (text: string): string[] => variablesOf(text).map((path) => path.join("."));

test("The paths of a text are what it reads, in outputs, conditions and arguments", () => {
  expect(
    pathsOf(
      "{{ deal.contact.name }} {% if owner.name == company.name %}{{ 1 | plus: deal.amount }}{% endif %}",
    ),
  ).toEqual(["deal.contact.name", "owner.name", "company.name", "deal.amount"]);
  expect(pathsOf("no merge fields")).toEqual([]);
});

test("The paths of a text lead through loops and assigned names", () => {
  expect(
    pathsOf("{% for a in deal.activities %}{{ a.record.title }}{{ forloop.index }}{% endfor %}"),
  ).toContain("deal.activities.record.title");
  expect(pathsOf("{% assign c = contact %}{{ c.company.name }}")).toContain("contact.company.name");
  expect(
    pathsOf("{% assign a = activities | first %}{{ a.record }}{{ activities.last.record.title }}"),
  ).toEqual(expect.arrayContaining(["activities.record", "activities.record.title"]));
});

test("The paths of a text lead through the fields that filters name", () => {
  expect(pathsOf("{{ deal.activities | map: 'record.title' | join: ', ' }}")).toContain(
    "deal.activities.record.title",
  );
});
