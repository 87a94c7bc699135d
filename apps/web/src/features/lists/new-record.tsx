import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog.tsx";
import type { ObjectInfo } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import { useMay } from "../session/use-may.ts";
import { NewRecordForm } from "./new-record-form.tsx";

interface NewRecordButtonProps {
  readonly object: ObjectInfo;
  readonly variant: "filled" | "default";
}

/** Nothing, where who looks may create none. */
export const NewRecordButton = ({ object, variant }: NewRecordButtonProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may(object.key, "create")) return null;
  const title = t("lists.newOf", { name: labels.object(object), context: object.key });
  return (
    <>
      <Button
        data-key="n"
        variant={variant}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {title}
      </Button>
      {isOpen && (
        <Dialog title={title} focus="field" onClose={() => setOpen(false)}>
          <NewRecordForm object={object} action={title} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
};
