import { describe, expect, test } from "vitest";
import { compileTemplate, renderTemplate, TemplateError, variablesOf } from "./index.ts";
import { DEAL, optionsIn, scopeOf } from "./sample-records.ts";

const LONG = "x".repeat(500_000);
const PAYLOAD = {
  long: LONG,
  other: `${LONG.slice(1)}y`,
  huge: 2 ** 53,
  list: Array.from({ length: 100_000 }, (_, index) => index),
};
const times = (text: string, count: number): string => text.repeat(count);
const LOOP = "{% for i in (1..9999) %}";
const looped = (body: string): string => `${LOOP}${body}{% endfor %}`;

/** Best times on two busy cores are below 50 ms; a limit that fails takes seconds, or never ends. */
const MAX_MILLISECONDS = 5_000;

const BOMBS: Readonly<Record<string, string>> = {
  "nested loops": times("{% for i in (1..1000) %}", 5) + "x" + times("{% endfor %}", 5),
  "nested loops of nothing": looped(looped("")),
  "loops nested as deep as they may":
    times("{% for i in (1..9) %}", 20) + "{{ i }}" + times("{% endfor %}", 20),
  "a huge range": "{% for i in (1..999999999) %}x{% endfor %}",
  "a range where adding one changes nothing":
    "{% for i in (9007199254740992..9007199254740994) %}x{% endfor %}",
  "such a range from data": "{{ (payload.huge..payload.huge) | size }}",
  "such a range from a text": "{% assign n = '9007199254740992' %}{{ (n..n) | size }}",
  "such a range within a condition": "{% if (9007199254740992..9007199254740992) contains 1 %}{% endif %}",
  "a text doubled by append":
    "{% assign s = 'xxxx' %}" + looped("{% assign s = s | append: s %}") + "{{ s }}",
  "a text multiplied by replace": "{{ payload.long | replace: 'x', payload.long }}",
  "a text replaced between its letters": looped("{% assign s = payload.long | replace: '', 'yy' %}"),
  "a long text printed often": looped(times("lorem ipsum ", 20_000)),
  "tags nested too deep": times("{% if true %}", 400) + times("{% endif %}", 400),
  "tags nested far too deep": times("{% if true %}", 10_000) + times("{% endif %}", 10_000),
  "parentheses without end": `{{ ${times("(", 100_000)}1..2 }}`,
  "brackets without end": `{{ a${times("[a", 900)} }}`,
  "a number squared": "{% assign n = 99999999 %}" + looped("{% assign n = n | times: n %}"),
  "a case of many values": looped(`{% case 1 %}${times(`{% when 2${times(",2", 14)} %}`, 900)}{% endcase %}`),
  "a long condition": looped(`{% if 1 == 2${times(" or 1 == 2", 150)} %}{% endif %}`),
  "a chain of filters": looped(`{{ 'a'${times(" | size", 200)} }}`),
  "long texts searched": looped("{% if payload.long contains 'zzz' %}{% endif %}"),
  "long texts compared": looped("{% if payload.long == payload.other %}{% endif %}"),
  "long texts compared by case": looped("{% case payload.long %}{% when payload.other %}{% endcase %}"),
  "a long list sorted": looped("{% assign x = payload.list | sort %}"),
  "a long list joined": looped("{% assign x = payload.list | join: ',' %}"),
  "a long list copied by its loop": looped("{% for x in payload.list offset: 1 %}{% break %}{% endfor %}"),
  "a long list printed": looped("{{ payload.list }}"),
  "a list doubled": "{% assign l = payload.list %}" + looped("{% assign l = l | concat: l %}"),
  "a long text split": looped("{% assign x = payload.long | split: '' %}"),
  "dates formatted": looped("{{ deal.meeting | date: '%A %B %a %b %c' }}"),
  "html stripped": "{% assign s = payload.long | replace: 'x', '<' %}" + looped("{{ s | strip_html }}"),
  "free-form data printed": looped("{{ payload | json }}"),
  "raw without end": `{% raw %}${times("{% endraw ", 20_000)}`,
  "outputs without end": times("{{ ", 60_000),
  "more outputs than allowed": times("{{ deal.title }}", 1_001),
  "a longer text than allowed": "x{{ deal.title }}".padEnd(300_001),
};

describe("a template bomb ends soon, with its reason", () => {
  test.each(Object.entries(BOMBS))("%s", (_, template) => {
    const start = performance.now();
    const render = (): unknown =>
      renderTemplate(compileTemplate(template), scopeOf(DEAL, PAYLOAD), optionsIn("es", "html"));
    expect(render).toThrow(TemplateError);
    expect(performance.now() - start).toBeLessThan(MAX_MILLISECONDS);
  });
});

const codeOf = (template: string): string | null => {
  try {
    renderTemplate(compileTemplate(template), scopeOf(DEAL, PAYLOAD), optionsIn("es"));
    return null;
  } catch (error) {
    return error instanceof TemplateError ? error.code : String(error);
  }
};

describe("the limits", () => {
  test("say what was reached", () => {
    expect(codeOf(BOMBS["nested loops"] ?? "")).toBe("limit");
    expect(codeOf(BOMBS["tags nested too deep"] ?? "")).toBe("too_deep");
    expect(codeOf(BOMBS["more outputs than allowed"] ?? "")).toBe("too_large");
    expect(codeOf("{% include 'x' %}")).toBe("unknown_tag");
  });

  test("leave room for a long mail with a table of 300 rows", () => {
    const row = "<tr><td>{{ forloop.index }}</td><td>{{ deal.title }}</td><td>{{ deal.amount }}</td></tr>\n";
    const template = `${times("<p>lorem ipsum dolor</p>\n", 2_000)}{% for i in (1..300) %}${row}{% endfor %}`;
    const { text } = renderTemplate(compileTemplate(template), scopeOf(DEAL), optionsIn("es", "html"));
    expect(text.split("<tr>")).toHaveLength(301);
  });

  test("hold for what is known of a template before it renders", () => {
    const text = "{% assign a = deal %}" + times("{% assign a = a.b or a.c or a %}", 900);
    expect(variablesOf(text).length).toBeLessThan(2_000);
  });

  test("refuse the same template every time", () => {
    const template = BOMBS["a chain of filters"] ?? "";
    const messages = [1, 2, 3].map(() => {
      try {
        return renderTemplate(compileTemplate(template), scopeOf(DEAL), optionsIn("es")).text;
      } catch (error) {
        return String(error);
      }
    });
    expect(new Set(messages).size).toBe(1);
  });
});
