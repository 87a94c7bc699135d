import { readConfig } from "../platform/config/index.ts";
import { createLog } from "../platform/log/index.ts";
import { openCadencia, type Cadencia } from "../server.ts";

/**
 * Opens the workspace for one command and closes it again, whatever happens. `existing`: of a command that has nothing
 * to say where none was made yet.
 */
export const withCadencia = async <Result>(
  work: (cadencia: Cadencia) => Promise<Result>,
  { existing = false }: { readonly existing?: boolean } = {},
): Promise<Result> => {
  const cadencia = await openCadencia({ config: readConfig(), log: createLog(), existing });
  try {
    return await work(cadencia);
  } finally {
    await cadencia.close();
  }
};
