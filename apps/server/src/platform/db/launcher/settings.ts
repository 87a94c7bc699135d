interface SettingsNeeds {
  readonly socketDirectory: string;
  readonly throwAway: boolean;
}

/** Given on the command line at every start, so that a new release brings new settings to old data. */
export function serverArguments({ socketDirectory, throwAway }: SettingsNeeds): string[] {
  const settings = {
    listen_addresses: "",
    // The value is a list: quotes keep a comma or a blank in the path together.
    unix_socket_directories: `"${socketDirectory.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    port: "5432",
    shared_buffers: "64MB",
    max_connections: "40",
    // A new workspace makes some 40 tables with their indexes in one transaction.
    max_locks_per_transaction: "256",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    log_line_prefix: "%m [%p] ",
    ...(throwAway ? throwAwaySettings : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Data that nobody will miss need not survive the machine. */
const throwAwaySettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  // Inside the data directory, and so removed with it even when the server is killed.
  dynamic_shared_memory_type: "mmap",
  // One server serves all of vitest's workers, each with pools of its own.
  max_connections: "200",
};
