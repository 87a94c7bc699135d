import type { Migration } from "../../migration.ts";
import { engine } from "./0001-engine.ts";
import { entering } from "./0002-entering.ts";
import { versions } from "./0004-versions.ts";
import { stepsAndGroups } from "./0006-steps-and-groups.ts";
import { circuits } from "./0007-circuits.ts";
import { idle } from "./0008-idle.ts";
import { webhookAddress } from "./0009-webhook-address.ts";
import { why } from "./0010-why.ts";
import { whyThen } from "./0011-why-then.ts";
import { roles } from "./0012-roles.ts";
import { pauses } from "./0014-pauses.ts";
import { capHolds } from "./0015-cap-holds.ts";
import { overdue } from "./0019-overdue.ts";
import { jobs } from "./0020-jobs.ts";
import { settledJournal } from "./0022-settled-journal.ts";
import { sessions } from "./0023-sessions.ts";
import { changingRuns } from "./0024-changing-runs.ts";
import { sweepAttempts } from "./0025-sweep-attempts.ts";
import { demo } from "./0026-demo.ts";
import { automationDrafts } from "./0027-automation-drafts.ts";
import { savedViews } from "./0028-saved-views.ts";
import { inspector } from "./0029-inspector.ts";
import { recordFiles } from "./0031-record-files.ts";
import { resting } from "./0032-resting.ts";
import { momentsOfMany } from "./0033-moments-of-many.ts";
import { lateRefusals } from "./0034-late-refusals.ts";

/** What each workspace has in a schema of its own. */
export const workspaceMigrations: readonly Migration[] = [
  engine,
  entering,
  versions,
  stepsAndGroups,
  circuits,
  idle,
  webhookAddress,
  why,
  whyThen,
  roles,
  pauses,
  capHolds,
  overdue,
  jobs,
  settledJournal,
  sessions,
  changingRuns,
  sweepAttempts,
  demo,
  automationDrafts,
  savedViews,
  inspector,
  recordFiles,
  resting,
  momentsOfMany,
  lateRefusals,
];
