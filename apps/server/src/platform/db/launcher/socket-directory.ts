import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseError } from "../errors.ts";
import type { Layout } from "./layout.ts";
import { makePrivateDirectory } from "./private-directory.ts";
import { isReachable } from "./reachable.ts";
import type { ServerUser } from "./server-user.ts";

/** sun_path holds 108 bytes on Linux and 104 on macOS; "/.s.PGSQL.5432" and the closing zero take 15. */
const longestDirectory = process.platform === "darwin" ? 89 : 93;

/** A folder that only the server's user (and root) can enter: the permission to connect is the permission to enter. */
export function makeSocketDirectory(layout: Layout, user: ServerUser): string {
  const near =
    Buffer.byteLength(layout.socket) <= longestDirectory && isReachable(dirname(layout.socket), user);
  const path = near ? layout.socket : temporaryDirectory(layout.root);
  const reason = makePrivateDirectory(path, user, 0o700);
  if (reason !== undefined) throw new DatabaseError("DB_DIRECTORY_PERMISSIONS", { where: path, why: reason });
  return path;
}

function temporaryDirectory(root: string): string {
  const hash = createHash("sha256").update(root).digest("hex").slice(0, 16);
  const path = join(tmpdir(), `cadencia-${hash}`);
  // macOS gives every user a deep temporary folder of some 50 bytes; anything longer is somebody's choice.
  return Buffer.byteLength(path) <= longestDirectory ? path : join("/tmp", `cadencia-${hash}`);
}
