import { ActionIcon, Menu, Textarea, TextInput } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { asText, orNothing, type ControlProps } from "../control.ts";
import { useMergeFields } from "../use-merge-fields.ts";

/** Where the first line is, however many there are. */
const TOP = { style: { alignItems: "start", paddingTop: 3 } };

/** A text that may hold fields of the record, put in where the cursor stands. */
const MergeText = ({ lines, ...props }: ControlProps & { readonly lines: number }) => {
  const { label, value, onChange, error, required, description, object } = props;
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const text = asText(value);
  const put = (field: string) => {
    const at = box.current?.selectionStart ?? text.length;
    onChange(`${text.slice(0, at)}{{ ${field} }}${text.slice(at)}`);
  };
  const given = {
    ref: box,
    label,
    description,
    withAsterisk: required === true,
    value: text,
    error,
    onChange: (event: { currentTarget: { value: string } }) => onChange(orNothing(event.currentTarget.value)),
    rightSection: <MergeMenu object={object} label={label} put={put} />,
  };
  return lines > 1 ? (
    <Textarea {...given} autosize minRows={lines} maxRows={14} rightSectionProps={TOP} />
  ) : (
    <TextInput {...given} />
  );
};

interface MergeMenuProps {
  readonly object: string;
  readonly label: string;
  readonly put: (field: string) => void;
}

const MergeMenu = ({ object, label, put }: MergeMenuProps) => {
  const { t } = useTranslation();
  const groups = useMergeFields(object);
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t("editor.merge", { label })}>
          <IconBraces size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
        {groups.map(({ name, fields }) => (
          <div key={name} role="group" aria-label={name}>
            <Menu.Label>{name}</Menu.Label>
            {fields.map((field) => (
              <Menu.Item key={field.path} onClick={() => put(field.path)}>
                {field.label}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

export const LineControl = (props: ControlProps) => <MergeText {...props} lines={1} />;
export const TextControl = (props: ControlProps) => <MergeText {...props} lines={4} />;

/** As it is, without fields: an address, a plan's name. */
export const PlainControl = ({
  label,
  value,
  onChange,
  error,
  required = false,
  description,
}: ControlProps) => (
  <TextInput
    label={label}
    description={description}
    withAsterisk={required}
    value={asText(value)}
    error={error}
    onChange={(event) => onChange(orNothing(event.currentTarget.value))}
  />
);
