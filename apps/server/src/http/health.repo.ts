import type { Pool } from "pg";

/** Answers when the database does. */
export const askDatabase = async (pool: Pool): Promise<void> => {
  await pool.query("SELECT 1");
};
