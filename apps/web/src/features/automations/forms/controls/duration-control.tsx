import { Group, Input, NativeSelect, NumberInput } from "@mantine/core";
import { DURATION_UNITS } from "@cadencia/contracts/formats";
import { useTranslation } from "react-i18next";
import { asText, type ControlProps } from "../control.ts";

const SHAPE = /^-?(\d+)(m|h|d|w|mo|y|bd|bh)$/u;

/** "3d" as a number and a unit. */
export const DurationControl = ({ label, value, onChange, error, required, description }: ControlProps) => {
  const { t } = useTranslation();
  const [, amount = "", unit = "d"] = SHAPE.exec(asText(value)) ?? [];
  const write = (nextAmount: string, nextUnit: string) =>
    onChange(nextAmount === "" ? undefined : `${nextAmount}${nextUnit}`);
  return (
    <Input.Wrapper label={label} description={description} error={error} withAsterisk={required === true}>
      <Group gap={8} wrap="nowrap" role="group" aria-label={label}>
        <NumberInput
          w={92}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          aria-label={t("editor.amountOf", { label })}
          value={amount === "" ? "" : Number(amount)}
          onChange={(next) => write(String(next), unit)}
        />
        <NativeSelect
          style={{ flex: 1 }}
          aria-label={t("editor.unitOf", { label })}
          data={DURATION_UNITS.map((one) => ({ value: one, label: t(`editor.unit.${one}`) }))}
          value={unit}
          onChange={(event) => write(amount === "" ? "1" : amount, event.currentTarget.value)}
        />
      </Group>
    </Input.Wrapper>
  );
};

/** "-3d" before a date, "3d" after it, nothing on the day. */
export const OffsetControl = (props: ControlProps) => {
  const { value, onChange } = props;
  const { t } = useTranslation();
  const text = asText(value);
  const side = text === "" || /^-?0/u.test(text) ? "on" : text.startsWith("-") ? "before" : "after";
  const span = text === "" ? undefined : text.replace("-", "");
  const write = (nextSide: string, next: unknown) => {
    if (nextSide === "on" || next === undefined) return onChange(undefined);
    onChange(nextSide === "before" ? `-${asText(next)}` : next);
  };
  return (
    <>
      <NativeSelect
        label={t("editor.side.label")}
        data={["before", "on", "after"].map((one) => ({ value: one, label: t(`editor.side.${one}`) }))}
        value={side}
        onChange={(event) =>
          write(event.currentTarget.value, span === undefined || span.startsWith("0") ? "1d" : span)
        }
      />
      {side !== "on" && (
        <DurationControl {...props} value={span} onChange={(next) => write(side, next ?? "1d")} />
      )}
    </>
  );
};
