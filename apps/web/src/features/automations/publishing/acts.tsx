import type { AutomationInput } from "@cadencia/contracts/automation";
import type { AutomationInfo } from "../queries.ts";
import type { Act } from "./act.ts";
import { ActivateDialog } from "./activate-dialog.tsx";
import { CopyDialog } from "./copy-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { DiscardDialog } from "./discard-dialog.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { PauseDialog } from "./pause-dialog.tsx";
import { PublishDialog } from "./publish-dialog.tsx";

interface ActsProps {
  readonly act: Act;
  readonly automation: AutomationInfo | null;
  readonly published: AutomationInput | null;
  readonly close: () => void;
  readonly next: (act: Act) => void;
}

export const Acts = ({ act, automation, published, close, next }: ActsProps) => {
  switch (act) {
    case "publish":
      return (
        <PublishDialog
          automation={automation}
          published={published}
          close={close}
          // What is new is off: what one wants next is to switch it on.
          onDefined={() => next("activate")}
        />
      );
    case "discard":
      return <DiscardDialog isNew={automation === null} close={close} />;
    default:
      return automation === null ? null : <ActOnAutomation act={act} automation={automation} close={close} />;
  }
};

interface ActOnAutomationProps {
  readonly act: Exclude<Act, "publish" | "discard">;
  readonly automation: AutomationInfo;
  readonly close: () => void;
}

const ActOnAutomation = ({ act, ...given }: ActOnAutomationProps) => {
  switch (act) {
    case "activate":
      return <ActivateDialog {...given} />;
    case "pause":
      return <PauseDialog {...given} />;
    case "delete":
      return <DeleteDialog {...given} />;
    case "copy":
      return <CopyDialog {...given} />;
    case "history":
      return <HistoryPanel {...given} />;
  }
};
