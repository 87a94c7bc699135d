import type { DemoPayload } from "@cadencia/contracts/api";
import { ADMIN } from "@cadencia/core/rights";
import { inTransaction, type Transaction } from "../../platform/workspace/index.ts";
import type { Engine } from "../automation/index.ts";
import { readCatalog } from "../objects/index.ts";
import { readDemo, type Demo } from "./demo.repo.ts";
import { readOffer } from "./offer.repo.ts";

const MILLISECONDS = 1000;

/** What the pages need to know of the demo; nothing where there is none. */
export const presentDemo = (
  { workspace }: Engine,
  { role }: { readonly role: string },
): Promise<DemoPayload> =>
  inTransaction(workspace, async (tx) => {
    const { revisions } = await readCatalog(tx);
    const demo = await readDemo(tx);
    if (demo === null) return { demo: null };
    return {
      demo: {
        filled_at: demo.filledAt,
        now: tx.now.toString(),
        ahead: Math.round(revisions.clockAhead / MILLISECONDS),
        offer: role === ADMIN.key ? await presentOffer(tx, demo) : null,
      },
    };
  });

type Offer = NonNullable<NonNullable<DemoPayload["demo"]>["offer"]>;

const presentOffer = async (tx: Transaction, demo: Demo): Promise<Offer> => {
  const { name, switchedOn, title, standsIn, moved, ranAt } = await readOffer(tx, demo);
  return {
    automation: { key: demo.automation, name, switched_on: switchedOn },
    record: standsIn === null ? null : { object: "deal", id: demo.record, title, stage: standsIn },
    stage: demo.stage,
    moved: moved === null ? null : { object: moved.object, id: moved.record, title: moved.title },
    ran_at: ranAt,
    explained: demo.explainedAt !== null,
    closed: demo.closedAt !== null,
  };
};
