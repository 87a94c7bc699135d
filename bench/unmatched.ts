import { others } from "./automations.ts";
import { measured, type Measured } from "./cpu.ts";
import { prepareFloor } from "./floor.ts";
import { settle, switchOn, withHome, type Home } from "./home.ts";
import { CONNECTIONS, makeDeals, onlySaves } from "./saves.ts";
import { median, printTable, whole } from "./table.ts";

const ROUNDS = Number(process.env["ROUNDS"] ?? 7);
const SAVES = Number(process.env["SAVES"] ?? 2000);
const AUTOMATIONS = 1000;

/**
 * What a save pays for a thousand automations of which none matches, against none at all: two workspaces, each on a
 * server of its own, take turns. A hundred of the thousand wait in the very stage that each save moves its deal into.
 */
export const unmatched = (): Promise<void> =>
  withHome((none) =>
    withHome(async (many) => {
      await switchOn(many, others(AUTOMATIONS));
      const floor = await prepareFloor(none);
      for (const home of [none, many]) await onlySaves(home, await makeDeals(home, SAVES));
      const rounds: { floor: Measured; none: Measured; many: Measured }[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const machine = await floor.measure(2);
        const [without, beside] = [await move(none), await move(many)];
        rounds.push({ floor: machine, none: without, many: beside });
      }
      const of = (pick: (round: (typeof rounds)[number]) => number): number => median(rounds.map(pick));
      printTable(
        `Saves/s on ${CONNECTIONS} connections with ${AUTOMATIONS} automations of which none matches`,
        ["automations", "floor, 2 conn.", "saves/s", "time against none", "ms CPU (node + server)"],
        (["none", "many"] as const).map((name) => [
          name === "none" ? "0" : String(AUTOMATIONS),
          whole(of((round) => round.floor.perSecond)),
          whole(of((round) => round[name].perSecond)),
          of((round) => round.none.perSecond / round[name].perSecond).toFixed(2),
          `${of((round) => round[name].node).toFixed(2)} + ${of((round) => round[name].server).toFixed(2)}`,
        ]),
      );
    }),
  );

const move = async (home: Home): Promise<Measured> => {
  const deals = await makeDeals(home, SAVES);
  await settle(home);
  return measured(home, SAVES, () => onlySaves(home, deals));
};
