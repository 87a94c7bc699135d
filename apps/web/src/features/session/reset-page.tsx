import { Alert, Anchor, Button, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { fieldErrors } from "../../lib/api/problem.ts";
import { request } from "../../lib/api/request.ts";
import { PasswordInput } from "../../ui/password-input.tsx";
import { EmailField } from "./email-field.tsx";
import { Entrance } from "./entrance.tsx";
import { Failure } from "./failure.tsx";

/** Behind the link of a mail: sets the new password. Without a link: asks for one. */
const ResetPage = () => {
  const { t } = useTranslation();
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  return (
    <Entrance>
      <Stack gap="md">
        {token === null ? <AskForLink /> : <NewPassword token={token} />}
        <Anchor component={Link} href="/" size="sm">
          {t("session.backToSignIn")}
        </Anchor>
      </Stack>
    </Entrance>
  );
};

const AskForLink = () => {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { email: "" } });
  const asking = useMutation({
    mutationFn: (body: { email: string }) => request<void>("/password-reset", { method: "POST", body }),
  });
  return (
    <form onSubmit={form.onSubmit((values) => asking.mutate(values))}>
      <Stack gap="md">
        <Title order={1}>{t("session.forgot")}</Title>
        <Text>{t("session.resetLead")}</Text>
        <Outcome error={asking.error} done={asking.isSuccess ? t("session.linkSent") : null} />
        <EmailField {...form.getInputProps("email")} />
        <Button type="submit" loading={asking.isPending}>
          {t("session.sendLink")}
        </Button>
      </Stack>
    </form>
  );
};

const NewPassword = ({ token }: { readonly token: string }) => {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { password: "" } });
  const setting = useMutation({
    mutationFn: ({ password }: { password: string }) =>
      request<void>("/password", { method: "POST", body: { token, password } }),
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => setting.mutate(values))}>
      <Stack gap="md">
        <Title order={1}>{t("session.newPassword")}</Title>
        <Outcome error={setting.error} done={setting.isSuccess ? t("session.passwordSet") : null} />
        <PasswordInput
          label={t("session.newPassword")}
          description={t("session.first.passwordHint")}
          autoComplete="new-password"
          required
          minLength={10}
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={setting.isPending}>
          {t("session.setPassword")}
        </Button>
      </Stack>
    </form>
  );
};

const Outcome = ({ error, done }: { readonly error: Error | null; readonly done: string | null }) => {
  if (error !== null) return <Failure error={error} />;
  return done === null ? null : (
    <Alert color="tinta" role="status">
      {done}
    </Alert>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default ResetPage;
