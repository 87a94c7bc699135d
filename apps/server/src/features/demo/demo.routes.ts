import {
  demoClockSchema,
  demoMovedSchema,
  demoOfferSchema,
  demoRemovalSchema,
  demoSchema,
  type DemoRemovalPayload,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { systemTimer } from "../../platform/clock/index.ts";
import { inTransaction } from "../../platform/workspace/index.ts";
import type { Engine } from "../automation/index.ts";
import { moveClock, noDemo } from "./clock/move-clock.ts";
import { noteOffer } from "./demo.repo.ts";
import { fillDemo } from "./fill.ts";
import { presentDemo } from "./present-demo.ts";
import { previewRemoval, removeDemo, type Removal } from "./removal/remove.ts";

const tags = ["demo"];
/** A month of a full workspace, or a year's worth of records, takes longer than any other request. */
const handlerTimeout = 300_000;

/** The demo workspace: administrators fill it, move its clock and remove it; everybody sees that it is one. */
export const demoRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/demo",
    {
      schema: {
        tags,
        summary: "The demo that the workspace holds, if it does, and what its clock shows",
        response: { 200: demoSchema },
      },
    },
    ({ caller }) => presentDemo(engine, caller),
  );

  api.post(
    "/demo",
    {
      schema: {
        tags,
        summary: "Fill an empty workspace with the demo; done already, nothing happens",
        response: { 200: demoSchema },
      },
      handlerTimeout,
    },
    async ({ caller }) => {
      await fillDemo(engine);
      return presentDemo(engine, caller);
    },
  );

  api.post(
    "/demo/clock",
    {
      schema: {
        tags,
        summary: "Move the clock of the demo ahead; what falls due meanwhile is done as at any time",
        body: demoClockSchema,
        response: { 200: demoMovedSchema },
      },
      handlerTimeout,
    },
    async ({ body: { days } }) => {
      const { from, to, done } = await moveClock(engine, { days, timer: systemTimer });
      return { from: from.toString(), to: to.toString(), ...done, steps: [...done.steps] };
    },
  );

  api.post(
    "/demo/offer",
    {
      schema: {
        tags,
        summary: "Note that what the first start offers was explained, or put away",
        body: demoOfferSchema,
        response: { 200: demoSchema },
      },
    },
    async ({ body: { explained = false, closed = false }, caller }) => {
      const noted = await inTransaction(engine.workspace, (tx) => noteOffer(tx, { explained, closed }));
      if (noted === 0) throw noDemo();
      return presentDemo(engine, caller);
    },
  );

  api.get(
    "/demo/removal",
    {
      schema: {
        tags,
        summary: "What removing the demo would take away, and who would stay",
        response: { 200: demoRemovalSchema },
      },
    },
    async () => presentRemoval(await previewRemoval(engine)),
  );

  api.delete(
    "/demo",
    {
      schema: {
        tags,
        summary: "Remove the demo and all that was made in it; people and settings stay",
        response: { 200: demoRemovalSchema },
      },
      handlerTimeout,
    },
    async () => presentRemoval(await removeDemo(engine)),
  );
};

const presentRemoval = ({ objects, automations, runs, staying }: Removal): DemoRemovalPayload => ({
  objects: objects.map(({ object, count, own }) => ({ object, count, own })),
  automations,
  runs,
  staying: staying.map(({ id, name }) => ({ id, name })),
});
