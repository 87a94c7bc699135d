import { Anchor, Button, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { PasswordInput } from "../../ui/password-input.tsx";
import { EmailField } from "./email-field.tsx";
import { Entrance } from "./entrance.tsx";
import { Failure } from "./failure.tsx";
import { useLogin } from "./login.tsx";

const LoginPage = () => {
  const { t } = useTranslation();
  const { form, signIn, submit } = useLogin("");
  return (
    <Entrance>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Title order={1}>{t("session.signInTo")}</Title>
          {signIn.isError && <Failure error={signIn.error} />}
          <EmailField {...form.getInputProps("email")} />
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

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default LoginPage;
