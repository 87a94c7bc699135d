import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { automationsFromYaml, automationsToYaml, parseAutomations, readYaml } from "./index.ts";

const scenario = readFileSync(new URL("../scenario/testing/everything.yaml", import.meta.url), "utf8");

const problemsOf = (text: string) => {
  const outcome = automationsFromYaml(text);
  return outcome.ok ? [] : outcome.problems.map(({ message, line }) => ({ message, line }));
};

describe("automations as code", () => {
  it("come back to the same bytes after export, apply and export", () => {
    const read = readYaml(scenario);
    const outcome = read.ok ? parseAutomations(read.value) : read;
    if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
    const exported = automationsToYaml(outcome.automations);
    const applied = automationsFromYaml(exported);
    if (!applied.ok) throw new Error(applied.problems[0]?.message);
    expect(applied.automations).toEqual(outcome.automations);
    expect(automationsToYaml(applied.automations)).toBe(exported);
  });

  it("are written the way people write them", () => {
    const text = `automations:
  - key: follow-up
    object: deal
    trigger: {enters: {stage: sales/proposal}}
    when: [amount, gt, 1000]
    steps:
      - id: mail
        wait: {for: 1d}
        window: {days: workday, from: "09:00"}
        do: send_email
        with: {to: customer, template: reminder}
      - branch:
          - if: [stage, is, sales/won]
            steps:
              - {id: thanks, do: notify, with: {to: owner, text: "on"}}
`;
    const outcome = automationsFromYaml(text);
    expect(outcome.ok && automationsToYaml(outcome.automations)).toBe(text);
  });

  it("are read from a list, or one alone", () => {
    const one = "key: a\nobject: deal\ntrigger: {manual: true}\nsteps: [{id: x, do: archive}]";
    expect(automationsFromYaml(one).ok).toBe(true);
    expect(automationsFromYaml(`- ${one.replaceAll("\n", "\n  ")}`).ok).toBe(true);
  });

  it("say the line of what is wrong", () => {
    expect(
      problemsOf("automations:\n  - key: a\n    object: deal\n    trigger: {manual: true}\n    stpes: []\n"),
    ).toEqual([{ message: 'unknown key "stpes" in automations[0]; did you mean "steps"?', line: 5 }]);
  });

  it("must not share a key", () => {
    const one = "{key: a, object: deal, trigger: {manual: true}, steps: [{id: x, do: archive}]}";
    expect(problemsOf(`- ${one}\n- ${one}`)).toEqual([
      { message: 'two automations have the key "a"', line: 2 },
    ]);
  });

  it("must be there", () => {
    expect(problemsOf("5")[0]?.message).toBe(
      "the document holds no automations; write `automations:` and a list",
    );
  });
});
