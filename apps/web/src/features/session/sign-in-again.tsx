import { Button, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogFoot } from "../../ui/dialog-foot.tsx";
import { PasswordInput } from "../../ui/password-input.tsx";
import { EmailField } from "./email-field.tsx";
import { Failure } from "./failure.tsx";
import { useLogin } from "./login.tsx";
import { useSession, useSignOut } from "./session.ts";

/** Over the page whose session ended: it stays as it is beneath, with all that was typed there. */
const SignInAgain = () => {
  const { t } = useTranslation();
  const { user } = useSession();
  const { form, signIn, submit } = useLogin(user.email ?? "");
  const signOut = useSignOut();
  return (
    <Dialog title={t("session.ended")} focus="field">
      <form onSubmit={submit}>
        <Stack gap="md">
          {signIn.isError && <Failure error={signIn.error} />}
          <EmailField {...form.getInputProps("email")} />
          <PasswordInput
            data-autofocus
            autoComplete="current-password"
            required
            label={t("session.password")}
            {...form.getInputProps("password")}
          />
        </Stack>
        <DialogFoot>
          <Button variant="default" onClick={() => signOut.mutate()}>
            {t("session.leave")}
          </Button>
          <Button type="submit" loading={signIn.isPending}>
            {t("session.signIn")}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default SignInAgain;
