import { runRound } from "../apps/server/src/features/automation/index.ts";
import { VirtualClock } from "../apps/server/src/platform/clock/index.ts";
import { measured, type Measured } from "./cpu.ts";
import { prepareFloor } from "./floor.ts";
import { createRecords, settle, switchOn, withHome, type Home } from "./home.ts";
import { printTable, whole } from "./table.ts";

const WAITING = Number(process.env["WAITING"] ?? 100_000);
const DUE = WAITING / 10;
/** What a worker takes in hand at once. */
const LIMITS = { steps: 500, groups: 500, deliveries: 100 };

const ACTIONS = [
  {
    label: "plan_activity",
    do: "plan_activity",
    with: { type: "call", summary: "Call about {{ deal.title }}" },
  },
  { label: "set, nothing changes", do: "set", with: { probability: 10 } },
];

/** Of many steps that wait a tenth falls due, on one worker. */
export const waiting = async (): Promise<void> => {
  const rows: string[][] = [];
  let by = "";
  for (const action of ACTIONS) {
    const clock = new VirtualClock(Temporal.Instant.from("2026-05-04T07:00:00Z"));
    await withHome(async (home) => {
      const floor = await prepareFloor(home);
      by = floor.by;
      await fill(home, action);
      await settle(home);
      const { perSecond } = await floor.measure(2);
      clock.advanceTo(clock.now().add({ hours: 25 }));
      rows.push([action.label, whole(perSecond), ...told(await measured(home, DUE, () => workOff(home)))]);
    }, clock);
  }
  printTable(
    `${whole(WAITING)} waiting steps, of which ${whole(DUE)} fall due (${by})`,
    ["", "floor, 2 conn.", "steps/s", "ms CPU (node + server)", "RSS, MiB"],
    rows,
  );
};

const told = ({ perSecond, node, server }: Measured): string[] => [
  whole(perSecond),
  `${node.toFixed(3)} + ${server.toFixed(3)}`,
  whole(process.memoryUsage().rss / 2 ** 20),
];

const fill = async (home: Home, action: (typeof ACTIONS)[number]): Promise<void> => {
  const automation = (key: string, stage: string, delay: string) => ({
    key,
    object: "deal",
    trigger: { enters: { stage } },
    steps: [{ id: "act", wait: { for: delay }, do: action.do, with: action.with }],
  });
  await switchOn(home, [
    automation("soon", "sales/proposal", "1d"),
    automation("late", "sales/negotiation", "30d"),
  ]);
  const inputs = Array.from({ length: WAITING }, (_, index) => ({
    title: `Deal ${index}`,
    probability: 10,
    stage: index % 10 === 0 ? "sales/proposal" : "sales/negotiation",
  }));
  await createRecords(home, "deal", { inputs, runAutomations: true });
};

const workOff = async ({ engine }: Home): Promise<void> => {
  while (await runRound(engine, LIMITS));
};
