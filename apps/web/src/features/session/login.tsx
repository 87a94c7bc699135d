import { useForm } from "@mantine/form";
import { useSignIn } from "./session.ts";

/** What a form of address and password needs; the address is given where it is known whose session ended. */
export const useLogin = (email: string) => {
  const signIn = useSignIn();
  const form = useForm({ initialValues: { email, password: "" } });
  return { signIn, form, submit: form.onSubmit((values) => signIn.mutate(values)) };
};
