import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useSessionStorage } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import type { SetupPayload, SetupState } from "@cadencia/contracts/api";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { fieldErrors } from "../../lib/api/problem.ts";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Entrance } from "./entrance.tsx";
import { PlaceFields, StartFields, YouFields } from "./first-start-fields.tsx";
import { useComeIn } from "./session.ts";
import { takeWorkspace } from "./setup.ts";

export type FirstStart = SetupPayload & { readonly key: string };
export type FirstStartForm = UseFormReturnType<FirstStart>;

const STEPS = ["you", "place", "start"] as const;
/** On which step a field stands that the server refuses. */
const STEP_OF: Readonly<Record<string, number>> = { name: 0, email: 0, password: 0, content: 2 };

/** Makes the first person of a fresh workspace its administrator, in three steps. */
const FirstStartPage = ({ state }: { readonly state: SetupState }) => {
  const { t, i18n } = useTranslation();
  const comeIn = useComeIn();
  const [, navigate] = useLocation();
  const [step, setStep] = useState(0);
  // What was typed outlives a reload; the password does not.
  const [kept, keep] = useSessionStorage<Partial<FirstStart>>({
    key: "cadencia.first",
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const form = useForm<FirstStart>({
    initialValues: {
      ...suggestion(i18n.language, state.countries),
      content: state.demo ? "demo" : "empty",
      ...kept,
    },
    onValuesChange: (values) => keep({ ...values, password: "", key: "" }),
  });
  const taking = useMutation({
    mutationFn: takeWorkspace,
    onSuccess: (session) => {
      if (session.workspace.demo) navigate("/welcome", { replace: true });
      comeIn(session);
    },
    onError: (error) => {
      const errors = fieldErrors(error);
      form.setErrors(errors);
      const first = Object.keys(errors)[0];
      if (first !== undefined) setStep(STEP_OF[first] ?? 1);
    },
  });
  const isLast = step === STEPS.length - 1;
  const go = (values: FirstStart): void => (isLast ? taking.mutate(values) : setStep(step + 1));
  const fields: Readonly<Record<(typeof STEPS)[number], ReactNode>> = {
    you: <YouFields form={form} withKey={state.key_required} />,
    place: <PlaceFields form={form} countries={state.countries} />,
    start: <StartFields form={form} withDemo={state.demo} />,
  };
  const name = STEPS[step] ?? "you";
  return (
    <Entrance wide>
      <form onSubmit={form.onSubmit(go)}>
        <Stack gap="md">
          <div>
            <Title order={1}>{t("session.first.title")}</Title>
            <Text c="dimmed" aria-live="polite">
              {t("session.first.step", { step: step + 1, name: t(`session.first.${name}`) })}
            </Text>
          </div>
          <FaultNote error={taking.error} shown={Object.keys(form.values)} />
          {fields[name]}
          {taking.isPending && form.values.content === "demo" && (
            <Text c="dimmed" role="status">
              {t("session.first.filling")}
            </Text>
          )}
          <Group justify="space-between">
            {step > 0 ? (
              <Button variant="default" onClick={() => setStep(step - 1)}>
                {t("session.first.back")}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" loading={taking.isPending}>
              {t(`session.first.${isLast ? "make" : "next"}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Entrance>
  );
};

const CURRENCIES: Readonly<Record<string, string>> = {
  RO: "RON",
  GB: "GBP",
  US: "USD",
  MX: "MXN",
  CH: "CHF",
};
const COUNTRIES: Readonly<Record<string, string>> = { es: "ES", ro: "RO", en: "GB" };

/** What most people here would choose; all of it can be changed on the page. */
const suggestion = (language: string, countries: readonly string[]): FirstStart => {
  const region = new Intl.Locale(navigator.language).region ?? COUNTRIES[language] ?? "ES";
  return {
    name: "",
    email: "",
    password: "",
    key: "",
    language: language as FirstStart["language"],
    timezone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: CURRENCIES[region] ?? "EUR",
    holidays: countries.includes(region) ? region : (COUNTRIES[language] ?? "ES"),
    content: "empty",
  };
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default FirstStartPage;
