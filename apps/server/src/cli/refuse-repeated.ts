import type { Command } from "commander";

/** An option with a value that is given twice has two meanings; commander would silently take the last. */
export const refuseRepeated = (command: Command): void => {
  for (const option of command.options) {
    if (option.isBoolean() || option.variadic) continue;
    let given = 0;
    command.on(`option:${option.name()}`, () => {
      given++;
      if (given > 1) command.error(`error: option '${option.flags}' is given twice; give it once`);
    });
  }
};
