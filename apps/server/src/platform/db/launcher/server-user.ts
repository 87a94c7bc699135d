/** PostgreSQL refuses to run as root, so root lends it the uid that owns nothing: "nobody". */
const nobody = 65_534;

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  /** True when we are root and the server runs as somebody else. */
  readonly switched: boolean;
}

export function chooseServerUser(): ServerUser {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid === 0) return { uid: nobody, gid: nobody, switched: true };
  return { uid, gid, switched: false };
}

/** The part of spawn's options that makes a child run as the server's user. */
export function spawnAs(user: ServerUser): { uid?: number; gid?: number } {
  return user.switched ? { uid: user.uid, gid: user.gid } : {};
}
