import { Suspense } from "react";
import { lazyPart } from "../../lib/lazy-part.ts";
import { useStore } from "../../lib/store.ts";
import { opened } from "./opening.ts";
import { useKeys } from "./use-keys.ts";

const Palette = lazyPart(() => import("./palette.tsx"));
const KeyMap = lazyPart(() => import("./key-map.tsx"));

/** What keys open over every page. */
export const Floating = () => {
  useKeys();
  const shown = useStore(opened);
  return (
    <Suspense>
      {shown === "palette" && <Palette />}
      {shown === "keys" && <KeyMap />}
    </Suspense>
  );
};
