import { describe, expect, test } from "vitest";
import { compileTemplate, renderTemplate, renderValue } from "./index.ts";
import { DEAL, ION, optionsIn, record, scopeOf } from "./sample-records.ts";

const render = (
  template: string,
  { view = DEAL, payload }: { view?: typeof DEAL; payload?: unknown } = {},
): string => renderTemplate(compileTemplate(template), scopeOf(view, payload), optionsIn("es")).text;
const inEach = (template: string): string[] =>
  (["en", "es", "ro"] as const).map(
    (locale) => renderTemplate(compileTemplate(template), scopeOf(DEAL), optionsIn(locale)).text,
  );
const html = (template: string, view = DEAL): string =>
  renderTemplate(compileTemplate(template), scopeOf(view), optionsIn("es", "html")).text;
const value = (template: string): unknown =>
  renderValue(compileTemplate(template), scopeOf(DEAL), optionsIn("es"));

const isEmpty = (template: string): boolean =>
  renderTemplate(compileTemplate(template), scopeOf(record("deal", {})), optionsIn("es")).empty;
const holds = (condition: string): string => render(`{% if ${condition} %}yes{% endif %}`);

describe("a merge field", () => {
  test("starts from the object's name, from record, from a relation and from the workspace", () => {
    expect(
      render("{{ deal.title }} {{ record.title }} {{ contact.name }} {{ owner.name }} {{ workspace.name }}"),
    ).toBe("Caldera Caldera Ion Pop Ana Casa");
  });

  test("walks to-one relations by dots, and stops at an empty one", () => {
    expect(render("{{ deal.owner.manager.name }}{{ contact.company.parent.name }}{{ company.name }}.")).toBe(
      "Marta.",
    );
  });

  test("reads the triggering event, and walks records in it", () => {
    const payload = { score: 2, answer: { comment: "Bien" }, gone: ION };
    expect(
      render("{{ payload.score }} {{ payload.answer.comment }} {{ payload.gone.name }}", { payload }),
    ).toBe("2 Bien Ion Pop");
  });

  test("loops over a to-many relation, and counts it", () => {
    expect(render("{{ deal.activities.size }}: {% for a in activities %}{{ a.summary }};{% endfor %}")).toBe(
      "2: Call;Visit;",
    );
  });

  test("asks the record for nothing that the template does not name", () => {
    const asked: string[] = [];
    const spy = { ...DEAL, value: (key: string) => (asked.push(key), DEAL.value(key)) };
    expect(render("{{ deal.title }} {{ deal.title }}", { view: spy })).toBe("Caldera Caldera");
    expect(asked).toEqual(["title"]);
  });

  test("reaches neither prototypes nor methods", () => {
    const paths = [
      "constructor",
      "__proto__",
      "toString",
      "valueOf",
      "value",
      "one",
      "hasOwnProperty",
      "toJSON",
    ];
    for (const path of paths) {
      expect(
        render(`[{{ deal.${path} }}{{ deal.amount.${path} }}{{ payload.${path} }}]`, { payload: {} }),
      ).toBe("[]");
    }
  });
});

describe("printing", () => {
  test("writes numbers in the reader's way, without trailing zeros", () => {
    expect(inEach("{{ deal.amount }} {{ deal.margin }} {{ deal.score }}")).toEqual([
      "9,000 12.5 3",
      "9000 12,5 3",
      "9.000 12,5 3",
    ]);
  });

  test("keeps every digit of a number", () => {
    const view = record("deal", { amount: "12345678901234567890.123456789" });
    expect(render("{{ deal.amount }}", { view })).toBe("12.345.678.901.234.567.890,123456789");
  });

  test("writes days in long form and instants with their time in the zone", () => {
    expect(inEach("{{ deal.close_date }}")).toEqual(["June 2, 2026", "2 de junio de 2026", "2 iunie 2026"]);
    expect(inEach("{{ deal.meeting }}")).toEqual([
      "June 2, 2026 at 10:15 AM",
      "2 de junio de 2026 a las 10:15",
      "2 iunie 2026 la 10:15",
    ]);
  });

  test("calls options by their label, stages by their name, people and records by theirs", () => {
    expect(render("{{ contact.category }} {{ deal.stage }} {{ deal.owner }} {{ deal.contact }}")).toBe(
      "gold Ganado Ana Ion Pop",
    );
    const labelled = { ...optionsIn("es"), optionLabel: () => "Oro" };
    expect(renderTemplate(compileTemplate("{{ contact.category }}"), scopeOf(DEAL), labelled).text).toBe(
      "Oro",
    );
  });

  test("joins sets by commas and says yes and no", () => {
    expect(inEach("{{ deal.tags }} {{ deal.channels }} {{ deal.followers }} {{ deal.repeat }}")).toEqual([
      "vip, sur web, shop Ana, Dan yes",
      "vip, sur web, shop Ana, Dan sí",
      "vip, sur web, shop Ana, Dan da",
    ]);
  });

  test("writes amounts with their currency on demand, without no-break spaces", () => {
    expect(inEach("{{ deal.amount | money }}")).toEqual(["€9,000", "9000 €", "9.000 EUR"]);
    expect(render("{{ deal.amount | plus: 3400.5 | money: 'USD' }}")).toBe("12.400,50 US$");
  });

  test("escapes values in HTML, not the author's markup, and nothing in a text", () => {
    const view = record("deal", { title: `<b>"A" & 'B'</b>` });
    expect(html("<p>{{ deal.title }}</p>", view)).toBe(
      "<p>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</p>",
    );
    expect(html("{{ deal.title | escape }}", view)).toBe(html("{{ deal.title }}", view));
    expect(render("{{ deal.title }}", { view })).toBe(`<b>"A" & 'B'</b>`);
  });

  test("never renders a value a second time", () => {
    const view = record("deal", { title: "{{ owner.name }}{% if x %}" });
    expect(render("{{ deal.title }}", { view })).toBe("{{ owner.name }}{% if x %}");
  });
});

describe("an empty value", () => {
  const view = record("deal", { title: "", amount: null });

  test("prints nothing and leaves no double space", () => {
    expect(render("Renovación: {{ company.name }} / {{ deal.title }}", { view })).toBe("Renovación: /");
    expect(render("a {{ deal.title }} {{ deal.amount }} b", { view })).toBe("a b");
    expect(render("a{{ deal.title }}b", { view })).toBe("ab");
  });

  test("takes its default", () => {
    expect(render("Hola {{ deal.title | default: 'cliente' }}", { view })).toBe("Hola cliente");
  });

  test("stays empty in arithmetic", () => {
    expect(render("[{{ deal.amount | times: 2 }}]", { view })).toBe("[]");
  });

  test("makes a text empty as a whole when nothing else stands in it", () => {
    expect([isEmpty(" {{ deal.title }}\n"), isEmpty(""), isEmpty("x {{ deal.title }}")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("conditions and filters", () => {
  test("compare numbers exactly, dates by the calendar, options by their key and stages by either name", () => {
    const conditions = [
      "deal.amount > 8999.99",
      "1000 < deal.amount",
      "deal.amount == 9000.0",
      "deal.close_date < '2026-06-03'",
      "deal.meeting > deal.close_date",
      "contact.category == 'gold'",
      "deal.stage == 'won'",
      "deal.stage == 'sales/won'",
      "deal.tags contains 'vip'",
      "deal.channels contains 'web'",
      "deal.owner != deal.contact",
      "deal.company == nil",
      "deal.repeat",
    ];
    expect(conditions.filter((condition) => holds(condition) !== "yes")).toEqual([]);
  });

  test("choose by case", () => {
    expect(render("{% case contact.category %}{% when 'gold' %}oro{% else %}otro{% endcase %}")).toBe("oro");
  });

  test("calculate in exact decimals", () => {
    expect(render("{{ 0.1 | plus: 0.2 }} {{ deal.amount | times: 1.21 }} {{ 10 | divided_by: 4 }}")).toBe(
      "0,3 10.890 2,5",
    );
    expect(render("{{ deal.amount | divided_by: 7 | round: 2 }} {{ -2.5 | round }}")).toBe("1285,71 -3");
  });

  test("work on what a value prints", () => {
    expect(
      render("{{ deal.stage | upcase }} {{ deal.owner | append: '!' }} {{ deal.close_date | upcase }}"),
    ).toBe("GANADO Ana! 2 DE JUNIO DE 2026");
  });

  test("print dates by a format, names in the reader's language", () => {
    expect(render("{{ deal.close_date | date: '%d/%m/%Y' }} {{ deal.close_date | date: '%A %-d %B' }}")).toBe(
      "02/06/2026 martes 2 junio",
    );
    expect(render("{{ deal.meeting | date: '%H:%M' }} {{ '2026-01-05' | date: '%e.%m.%y' }}")).toBe(
      "10:15  5.01.26",
    );
  });

  test("take the present from the Clock, in the zone", () => {
    expect(render("{{ 'now' | date: '%d %H:%M' }} {{ 'today' | date }}")).toBe("02 00:30 2 de marzo de 2026");
  });

  test("give data in canonical form for the body of a webhook", () => {
    expect(
      render("{{ deal.amount | json }} {{ deal.close_date | json }} {{ contact.category | json }}"),
    ).toBe('9000 "2026-06-02" "gold"');
  });
});

describe("renderValue", () => {
  test("gives a lone merge field in canonical form, whatever the language", () => {
    expect(value("{{ deal.amount | times: 2 }}")).toBe("18000");
    expect(value("{{ deal.close_date }}")).toBe("2026-06-02");
    expect(value("{{ deal.meeting }}")).toBe("2026-06-02T08:15:00Z");
    expect(value("{{ deal.stage }}")).toBe("sales/won");
    expect(value("{{ contact }}")).toBe(ION.id);
    expect(value("{{ deal.tags }}")).toEqual(["vip", "sur"]);
    expect(value("{{ deal.repeat }}")).toBe(true);
    expect(value("{{ company.name }}")).toBeNull();
  });

  test("gives anything else as its text", () => {
    expect(value("{{ deal.title }}!")).toBe("Caldera!");
    expect(value(" {{ company.name }} ")).toBeNull();
  });
});
