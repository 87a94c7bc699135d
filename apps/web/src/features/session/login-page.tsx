import { Alert, Anchor, Button, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Problem } from "../../lib/api/problem.ts";
import { Entrance } from "./entrance.tsx";
import { useSignIn } from "./session.ts";

/** Also stands in front of any page whose session ended: the address stays, and so does what was typed there. */
export const LoginPage = ({ ended = false }: { readonly ended?: boolean }) => {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const form = useForm({ initialValues: { email: "", password: "" } });
  return (
    <Entrance>
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
        <Stack gap="md">
          <Title order={1}>{t("session.signInTo")}</Title>
          {ended && !signIn.isError && <Alert color="tinta">{t("session.ended")}</Alert>}
          {signIn.isError && (
            <Alert color="red" role="alert">
              <LoginFailure error={signIn.error} />
            </Alert>
          )}
          <TextInput
            type="email"
            autoComplete="username"
            required
            label={t("session.email")}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            autoComplete="current-password"
            required
            label={t("session.password")}
            {...form.getInputProps("password")}
          />
          <Button type="submit" loading={signIn.isPending}>
            {t("session.signIn")}
          </Button>
          <Anchor component={Link} href="/reset-password" size="sm">
            {t("session.forgot")}
          </Anchor>
        </Stack>
      </form>
    </Entrance>
  );
};

const LoginFailure = ({ error }: { readonly error: Error }) => {
  const { t } = useTranslation();
  if (!(error instanceof Problem)) return t("common.failed");
  if (error.status === 0) return t("common.offline");
  if (error.status === 401) return t("session.wrong");
  return error.message;
};
