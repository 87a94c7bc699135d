import { describe, expect, test } from "vitest";
import { checkTemplate } from "./index.ts";
import { MODEL } from "../sample-records.ts";

const problems = (text: string, object: string | null = "deal"): string[] =>
  checkTemplate(text, { model: MODEL, object }).map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );

describe("a template that is saved", () => {
  test("may use the record, its relations, the workspace, the payload and what it assigns", () => {
    const text = `{{ deal.title }}{{ record.contact.company.parent.name }}{{ owner.manager.name }}{{ workspace.locale }}
      {{ payload.any.thing }}{{ deal.details.any.thing }}{% assign c = contact %}{{ c.first_name }}{{ activities.size }}
      {% for a in deal.activities %}{{ forloop.index }}{{ a.summary }}{% assign n = n | plus: 1 %}{% endfor %}`;
    expect(problems(text)).toEqual([]);
  });

  test("is told of an unknown field, and of the one perhaps meant", () => {
    expect(problems("Hola\n {{ deal.amont }}")).toEqual([
      "2:10 “deal” has no field “amont”. Did you mean “amount”?",
    ]);
    expect(problems("{{ contact.company.nme }}")).toEqual([
      "1:20 “contact.company” has no field “nme”. Did you mean “name”?",
    ]);
    expect(problems("{{ deal.title.foo }}")).toEqual(["1:15 “deal.title” has no field “foo”."]);
  });

  test("is told of unknown roots, filters and tags", () => {
    expect(problems("{{ dael.title | upcse }}")).toEqual([
      "1:4 There is nothing called “dael” here. Did you mean “deal”?",
      "1:17 There is no filter “upcse”. Did you mean “upcase”?",
    ]);
    expect(problems("a {% fro x in y %}")).toEqual(["1:3 There is no tag “fro”. Did you mean “for”?"]);
  });

  test("is told of every problem, in conditions, arguments, loops and their items", () => {
    const text =
      "{% if deal.aa > deal.amount %}{{ 1 | plus: deal.bb }}{% endif %}{% for a in activities %}{{ a.cc }}";
    expect(problems(`${text}{% endfor %}{{ activities | map: 'sumary' }}`)).toHaveLength(4);
  });

  test("must not ask a list for a field of its items", () => {
    expect(problems("{{ deal.activities.summary }}")[0]).toMatch("is a list");
  });

  test("is told where it cannot be read", () => {
    expect(problems("ab\n{{ deal.title ")).toEqual([expect.stringMatching(/^2:1 This cannot be read/)]);
    expect(problems("{% if deal.title %}")).toEqual([expect.stringMatching("not closed")]);
    expect(problems("x {% endif %}")).toEqual([expect.stringMatching(/^1:3 .*belongs to no open tag/)]);
  });

  test("must not hold what Liquid would pass over in silence", () => {
    expect(problems("{{ deal title }}")).toEqual(["1:9 “title” is more than one value here."]);
    expect(problems("{% if deal.title endswith 'x' %}{% endif %}")).not.toEqual([]);
    expect(problems("{{ deal.title | append }}")).toEqual([
      "1:17 “append” does not take this number of arguments.",
    ]);
  });

  test("may suit any object of the workspace when it belongs to none", () => {
    expect(
      problems("{{ deal.title }} {{ contact.first_name }} {{ record.summary }} {{ owner.name }}", null),
    ).toEqual([]);
    expect(problems("{{ record.nowhere }}", null)).toEqual(["1:11 “record” has no field “nowhere”."]);
  });

  test("gets its problems in the author's language", () => {
    const [problem] = checkTemplate("{{ deal.amont }}", { model: MODEL, object: "deal", locale: "es" });
    expect(problem).toMatchObject({ code: "unknown_field", name: "amont", suggestion: "amount" });
    expect(problem?.message).toBe("«deal» no tiene el campo «amont». ¿Querías decir «amount»?");
  });
});
