import { readConfig } from "../platform/config/index.ts";
import { createLog } from "../platform/log/index.ts";
import { openCadencia, type Cadencia } from "../server.ts";

/** Opens the workspace for one command and closes it again, whatever happens. */
export const withCadencia = async <Result>(
  work: (cadencia: Cadencia) => Promise<Result>,
): Promise<Result> => {
  const cadencia = await openCadencia({ config: readConfig(), log: createLog() });
  try {
    return await work(cadencia);
  } finally {
    await cadencia.close();
  }
};
