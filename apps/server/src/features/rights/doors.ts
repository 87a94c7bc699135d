import type { Action, Configuration } from "@cadencia/core/rights";

/**
 * How a way into the workspace holds to the rights of who comes. `configuration`: the door asks for the right itself,
 * before anything else. `records`: what stands behind it asks of each record (the save unit on writing, `Reading`
 * on reading). `self`: it concerns nobody but who comes, whatever their role. `administrators`: no other role can be given it.
 */
type Door =
  | { readonly kind: "configuration"; readonly object: Configuration; readonly action: Action }
  | { readonly kind: "records"; readonly action: Action }
  | { readonly kind: "self" }
  | { readonly kind: "administrators" };

const configuration = (object: Configuration, action: Action): Door => ({
  kind: "configuration",
  object,
  action,
});
const records = (action: Action): Door => ({ kind: "records", action });
const self: Door = { kind: "self" };
const administrators: Door = { kind: "administrators" };

/**
 * Every route behind a key or a session, below /api/v1. One that is not here lets in administrators alone, and a test fails until
 * it is.
 */
export const DOORS: ReadonlyMap<string, Door> = new Map(
  Object.entries({
    "GET /session": self,
    "DELETE /session": self,
    "POST /session/password": self,
    "GET /sessions": self,
    "DELETE /sessions": self,
    "DELETE /sessions/:id": self,
    // Everybody's own keys; those of others are seen, made and revoked by administrators alone.
    "GET /api-keys": self,
    "POST /api-keys": self,
    "DELETE /api-keys/:id": self,
    "GET /notifications": self,
    "POST /notifications/read": self,
    // Each listener is told of what they may read.
    "GET /live": self,

    // Each sees their own views, and of others' those whose filters they may read.
    "GET /pipelines/:pipeline/views": self,
    "POST /pipelines/:pipeline/views": self,
    "PATCH /views/:id": self,
    "DELETE /views/:id": self,

    "GET /records/:object": records("read"),
    "POST /records/:object": records("create"),
    "POST /records/:object/bulk": records("edit"),
    "POST /records/:object/matching": records("edit"),
    "POST /records/:object/judge": records("read"),
    "GET /records/:object/:id": records("read"),
    "PATCH /records/:object/:id": records("edit"),
    "DELETE /records/:object/:id": records("delete"),
    "POST /records/:object/:id/archive": records("edit"),
    "POST /records/:object/:id/unarchive": records("edit"),
    "POST /records/:object/:id/restore": records("delete"),
    "POST /records/:object/:id/messages": records("edit"),
    "POST /records/:object/:id/merge": records("edit"),
    "POST /records/lead/:id/convert": records("edit"),
    "GET /records/:object/:id/changes": records("read"),
    "GET /records/:object/:id/readers": records("read"),
    "GET /records/:object/:id/files": records("read"),
    "GET /records/:object/:id/files/:file": records("read"),
    "POST /records/:object/:id/files": records("edit"),
    "DELETE /records/:object/:id/files/:file": records("edit"),
    "GET /records/:object/:id/:relation": records("read"),
    "GET /records/:object/:id/why/:automation": records("read"),

    "GET /objects": configuration("object", "read"),
    "GET /objects/:object": configuration("object", "read"),
    "POST /objects": configuration("object", "create"),
    "POST /objects/:object/fields": configuration("object", "edit"),
    "GET /pipelines": configuration("pipeline", "read"),
    "GET /pipelines/:pipeline": configuration("pipeline", "read"),
    "GET /pipelines/:pipeline/board": records("read"),
    "GET /pipelines/:pipeline/board/:stage": records("read"),
    "GET /pipelines/:pipeline/cards": records("read"),
    "POST /pipelines": configuration("pipeline", "create"),
    "PATCH /pipelines/:pipeline": configuration("pipeline", "edit"),
    "DELETE /pipelines/:pipeline": configuration("pipeline", "delete"),
    "DELETE /pipelines/:pipeline/stages/:stage": configuration("pipeline", "edit"),
    "GET /settings": configuration("setting", "read"),
    "PATCH /settings": configuration("setting", "edit"),
    "GET /templates": configuration("template", "read"),
    "GET /templates/:key": configuration("template", "read"),
    "PUT /templates/:key": configuration("template", "edit"),
    "DELETE /templates/:key": configuration("template", "delete"),
    "GET /segments": configuration("segment", "read"),
    "GET /segments/:key": configuration("segment", "read"),
    "PUT /segments/:key": configuration("segment", "edit"),
    "POST /segments/:key/preview": configuration("segment", "edit"),
    "DELETE /segments/:key": configuration("segment", "delete"),
    "GET /roles": configuration("role", "read"),
    "GET /roles/:key": configuration("role", "read"),
    "PUT /roles/:key": configuration("role", "edit"),
    "DELETE /roles/:key": configuration("role", "delete"),

    "GET /automations": configuration("automation", "read"),
    "GET /automation-tallies": configuration("automation", "read"),
    "GET /automations/:key": configuration("automation", "read"),
    "POST /automations": configuration("automation", "create"),
    "PUT /automations/:key": configuration("automation", "edit"),
    "DELETE /automations/:key": configuration("automation", "delete"),
    "POST /automations/:key/activate": configuration("automation", "edit"),
    "POST /automations/:key/copy": configuration("automation", "create"),
    "GET /automations/:key/versions": configuration("automation", "read"),
    "GET /automations/:key/versions/:version": configuration("automation", "read"),
    "GET /automations/:key/diff": configuration("automation", "read"),
    "POST /automations/:key/rollback": configuration("automation", "edit"),
    "GET /automations/:key/address": configuration("inbound_address", "read"),
    "POST /automations/:key/address/rotate": configuration("inbound_address", "edit"),
    "POST /automations/:key/preview": configuration("automation", "edit"),
    "POST /automations/:key/preview/entrants": configuration("automation", "edit"),
    "POST /automations/:key/dry-run": configuration("automation", "edit"),
    "GET /automation-drafts": configuration("automation", "create"),
    "GET /automations/:key/draft": configuration("automation", "edit"),
    "PUT /automations/:key/draft": configuration("automation", "edit"),
    "DELETE /automations/:key/draft": configuration("automation", "edit"),
    "POST /automations/:key/draft/publish": configuration("automation", "edit"),
    "GET /automations/:key/draft/effect": configuration("automation", "edit"),
    "POST /automations/:key/check": configuration("automation", "edit"),
    "POST /automations/:key/deactivate": configuration("automation", "edit"),
    "POST /automations/:key/press": records("edit"),
    "POST /automations/:key/stop": records("edit"),
    "GET /automations/:key/runs": records("read"),
    "GET /runs": records("read"),
    "GET /runs/:id": records("read"),
    "POST /runs/:id/steps/:step/run-now": records("edit"),
    "POST /runs/:id/steps/:step/retry": configuration("automation", "edit"),
    "GET /runs/:id/scenario": configuration("automation", "edit"),
    "GET /automations/:key/step-counts": configuration("automation", "read"),
    "GET /automations/:key/steps": configuration("automation", "read"),
    "GET /automations/:key/forecast": configuration("automation", "read"),
    "POST /automations/:key/retry": configuration("automation", "edit"),
    "POST /messages/:id/settle": configuration("automation", "edit"),
    "GET /outbox": records("read"),
    "GET /outbox/:id": records("read"),
    // Everybody's own.
    "GET /my-day": self,
    "GET /attention": self,
    "GET /run-log": records("read"),
    // Everybody is to know that the clock was moved.
    "GET /demo": self,
    "POST /demo": administrators,
    "POST /demo/clock": administrators,
    "POST /demo/offer": administrators,
    "GET /demo/removal": administrators,
    "DELETE /demo": administrators,
    "POST /events": configuration("product_event", "create"),
  }),
);
