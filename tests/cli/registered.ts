import { COMMANDS } from "../../apps/server/src/cli/commands.ts";
import { buildProgram } from "../../apps/server/src/cli/program.ts";

type Command = Awaited<ReturnType<typeof buildProgram>>;
type Option = Command["options"][number];

export interface Registered {
  /** The words that call it: `["api-key", "create"]`. */
  readonly words: readonly string[];
  readonly required: readonly string[];
  readonly arguments: readonly string[];
  readonly variadic: boolean;
  readonly flags: readonly Option[];
  readonly valued: readonly Option[];
  /** Required options, which commander asks for before anything else. */
  readonly mandatory: readonly Option[];
}

/** Every command that does something, as commander knows it. */
export const registeredCommands = async (): Promise<readonly Registered[]> => {
  const programs = await Promise.all(COMMANDS.map(({ name }) => buildProgram([name, "--help"])));
  return programs.flatMap(({ commands }) => commands.flatMap((command) => leavesOf(command, [])));
};

const leavesOf = (command: Command, above: readonly string[]): Registered[] => {
  const words = [...above, command.name()];
  if (command.commands.length > 0) return command.commands.flatMap((inner) => leavesOf(inner, words));
  const expected = command.registeredArguments;
  return [
    {
      words,
      required: expected.filter((each) => each.required).map((each) => each.name()),
      arguments: expected.map((each) => each.name()),
      variadic: expected.some((each) => each.variadic),
      flags: command.options.filter((option) => option.isBoolean()),
      valued: command.options.filter((option) => !option.isBoolean()),
      mandatory: command.options.filter((option) => option.mandatory),
    },
  ];
};

/** `plan --prune`, `plan <paths>`: what a row of the table is about. */
export const wordsToCover = ({ words, arguments: names, valued }: Registered): readonly string[] => {
  const name = words.join(" ");
  return [
    ...names.map((argument) => `${name} <${argument}>`),
    ...valued.map((option) => `${name} ${option.long}`),
  ];
};
