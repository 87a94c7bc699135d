import { InvalidArgumentError, Option, type Command } from "commander";
import { fillDemo, moveClock, previewRemoval, removeDemo } from "../features/demo/index.ts";
import { systemTimer } from "../platform/clock/index.ts";
import { withCadencia } from "./with-cadencia.ts";

const EXAMPLES = `
Exit status: 0 when it is done, 2 when the workspace is not empty, or holds no demo.

Examples:
  cadencia demo fill --language es     an empty workspace becomes the demo
  cadencia demo clock 3                its clock goes three days ahead, and what falls due is done
  cadencia demo remove                 says what would go
  cadencia demo remove --yes           removes it, and all that was made in it

A server may run meanwhile.`;

export const registerDemo = (program: Command): void => {
  const demo = program
    .command("demo")
    .description("Fill an empty workspace with the demo, move its clock, remove it.");
  demo.addHelpText("after", EXAMPLES);
  demo
    .command("fill")
    .description("Twelve months of sales to try things on; a workspace that holds the demo keeps it.")
    .addOption(
      new Option(
        "--language <language>",
        "of its texts, and of the workspace (default: the workspace's)",
      ).choices(["en", "es", "ro"]),
    )
    .action(fill);
  demo
    .command("clock")
    .description("Move the clock of the demo ahead.")
    .argument("<days>", "calendar days, 1 to 31", daysIn)
    .action(clock);
  demo
    .command("remove")
    .description("Remove the demo and all that was made in it. People and settings stay.")
    .option("--yes", "do it; otherwise it is only told")
    .action(remove);
};

const fill = ({ language }: { readonly language?: "en" | "es" | "ro" }): Promise<void> =>
  withCadencia(async ({ engine }) => {
    const began = performance.now();
    const filled = await fillDemo(engine, language === undefined ? {} : { locale: language });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(filled ? `The demo is filled in (${seconds} s).` : "This workspace holds the demo already.");
  });

const clock = (days: number): Promise<void> =>
  withCadencia(async ({ engine }) => {
    const { to, done } = await moveClock(engine, { days, timer: systemTimer });
    console.log(
      `The clock shows ${to.toString()}: ${done.started} runs began, ${done.finished} steps ended.`,
    );
    for (const { at, name, step, status, reason } of done.steps)
      console.log(`  ${at}  ${name}, ${step}: ${status}${reason === null ? "" : `, ${reason}`}`);
  });

const remove = ({ yes }: { readonly yes?: true }): Promise<void> =>
  withCadencia(async ({ engine }) => {
    const { objects, automations, runs, staying } = await (yes === true ? removeDemo : previewRemoval)(
      engine,
    );
    const own = objects.reduce((sum, each) => sum + each.own, 0);
    console.log(yes === true ? "Removed:" : "This would be removed (--yes does it):");
    for (const { object, count } of objects) console.log(`  ${String(count).padStart(6)}  ${object}`);
    console.log(`  ${String(automations).padStart(6)}  automations, with ${runs} runs`);
    console.log(`${own} of the records were made since the demo was filled in.`);
    console.log(`Who stays: ${staying.map(({ name }) => name).join(", ")}`);
  });

const daysIn = (text: string): number => {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 31) return days;
  throw new InvalidArgumentError("Give a whole number from 1 to 31.");
};
