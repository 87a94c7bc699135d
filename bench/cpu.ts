import { readdirSync, readFileSync } from "node:fs";
import type { Home } from "./home.ts";

/** Processor time in milliseconds: of this process and of all processes of the database server. */
interface Spent {
  readonly node: number;
  readonly server: number;
}

/** How often something happened a second, and the processor time of each. */
export interface Measured extends Spent {
  readonly perSecond: number;
}

/** Work that does something so many times. */
export const measured = async (
  home: Pick<Home, "directory">,
  times: number,
  work: () => Promise<unknown>,
): Promise<Measured> => {
  const [before, start] = [spent(home), performance.now()];
  await work();
  const [after, seconds] = [spent(home), (performance.now() - start) / 1000];
  return {
    perSecond: times / seconds,
    node: (after.node - before.node) / times,
    server: (after.server - before.server) / times,
  };
};

/** Jiffies are hundredths of a second on Linux. */
const JIFFY = 10;

/** Unlike the clock, processor time says the same whether or not the machine has other things to do. */
const spent = ({ directory }: Pick<Home, "directory">): Spent => {
  const { user, system } = process.cpuUsage();
  return { node: (user + system) / 1000, server: serverTime(directory) };
};

const serverTime = (directory: string): number => {
  const postmaster = Number(readFileSync(`${directory}/data/database/${POSTMASTER}`, "utf8").split("\n")[0]);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(name) ?? [])
    .filter(({ pid, parent }) => pid === postmaster || parent === postmaster)
    .reduce((sum, { jiffies }) => sum + jiffies * JIFFY, 0);
};

const POSTMASTER = "data/postmaster.pid";

const statOf = (pid: string): { pid: number; parent: number; jiffies: number } | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    // Own time, and for the postmaster that of its ended children.
    return {
      pid: Number(pid),
      parent: fields[1] ?? 0,
      jiffies: [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0),
    };
  } catch {
    return null;
  }
};
