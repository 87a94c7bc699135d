import { Dialog } from "../../../ui/dialog.tsx";
import type { Board } from "../queries.ts";
import { NewRecordForm } from "./new-record-form.tsx";

interface NewRecordDialogProps {
  readonly board: Board;
  readonly stage: string | null;
  readonly title: string;
  readonly onClose: () => void;
}

/** A chunk of its own, with the forms' library: the board does not wait for it. */
const NewRecordDialog = ({ board, stage, title, onClose }: NewRecordDialogProps) => (
  <Dialog title={title} focus="field" onClose={onClose}>
    <NewRecordForm board={board} stage={stage} action={title} onDone={onClose} />
  </Dialog>
);

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default NewRecordDialog;
