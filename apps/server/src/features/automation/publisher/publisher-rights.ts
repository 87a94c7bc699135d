import { EVERYTHING, type Rights } from "@cadencia/core/rights";
import { rightsIn } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";

/**
 * What an automation may do now: as much as whoever published it, nothing when they are gone, everything when the
 * system did. Read anew for each execution; what was granted at publishing may be lost since.
 */
export const publisherRights = (
  { unit, directory }: Pick<AutomationContext, "unit" | "directory">,
  publisher: string | null,
): Rights => (publisher === null ? EVERYTHING : rightsIn(unit.catalog, directory, publisher));
