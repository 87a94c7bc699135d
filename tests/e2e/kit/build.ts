import { buildWebApp } from "../../../apps/server/src/http/web-app/build-web-app.ts";

/** The pages that are tested are those of this checkout, whatever was built before. */
export const setup = async (): Promise<void> => {
  await buildWebApp({
    info: () => undefined,
    error: (message: unknown) => {
      throw new Error(String(message));
    },
  });
};
