import { MantineProvider } from "@mantine/core";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { resolver, theme } from "../ui/theme.ts";
import { SessionGate } from "./session-gate.tsx";

export const App = ({ client }: { readonly client: QueryClient }) => (
  <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
    <QueryClientProvider client={client}>
      <ErrorBoundary place="">
        <SessionGate />
      </ErrorBoundary>
    </QueryClientProvider>
  </MantineProvider>
);
