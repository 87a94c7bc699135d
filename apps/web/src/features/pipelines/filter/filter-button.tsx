import { Button } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../../lib/lazy-part.ts";

const FilterPanel = lazyPart(() => import("./filter-panel.tsx"));

interface FilterButtonProps {
  readonly object: string;
  /** As JSON; null narrows nothing. */
  readonly filter: string | null;
  readonly onChange: (filter: string | null) => void;
}

/** Opens the conditions that the page is narrowed by. */
export const FilterButton = ({ object, filter, onChange }: FilterButtonProps) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFilter size={16} stroke={1.75} aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t("views.filter")}
      </Button>
      {isOpen && (
        <Suspense>
          <FilterPanel object={object} filter={filter} onChange={onChange} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
