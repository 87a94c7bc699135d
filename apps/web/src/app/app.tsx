import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { createQueryClient } from "../lib/api/client.ts";
import { resolver, theme } from "../ui/theme.ts";
import { SessionGate } from "./session-gate.tsx";

export const App = () => {
  const [client] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <SessionGate />
      </QueryClientProvider>
    </MantineProvider>
  );
};
