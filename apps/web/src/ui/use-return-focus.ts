import { useEffect, useRef, useState } from "react";

/** Who closes what floats is back where they opened it: on the button, not at the head of the page. */
export const useReturnFocus = (): void => {
  // Taken while the opener still has the focus: by the first effect it has gone on.
  const [opener] = useState(() => document.activeElement);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    clearTimeout(timer.current);
    return () => {
      timer.current = setTimeout(() => {
        const isFree = document.activeElement === null || document.activeElement === document.body;
        if (isFree && opener instanceof HTMLElement && opener.isConnected)
          opener.focus({ preventScroll: true });
      });
    };
  }, [opener]);
};
