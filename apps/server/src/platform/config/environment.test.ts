import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "./environment.ts";

test("an empty environment runs on this machine only, with its data in the current folder", () => {
  expect(readConfig({})).toEqual({
    host: "127.0.0.1",
    port: 4600,
    dataDirectory: resolve(".cadencia"),
    databaseUrl: undefined,
    adminEmail: "admin@localhost",
    adminPassword: undefined,
    demo: false,
  });
});

test("what is set is taken, and what is set to nothing is not set", () => {
  const databaseUrl = "postgresql://crm@db.example/crm";
  expect(
    readConfig({
      PORT: "80",
      HOST: "::",
      CADENCIA_DATA: "/var/lib/crm",
      DATABASE_URL: databaseUrl,
      CADENCIA_ADMIN_EMAIL: "ana@example.com",
      CADENCIA_ADMIN_PASSWORD: "three green boilers",
      CADENCIA_DEMO: "true",
    }),
  ).toEqual({
    host: "::",
    port: 80,
    dataDirectory: "/var/lib/crm",
    databaseUrl,
    adminEmail: "ana@example.com",
    adminPassword: "three green boilers",
    demo: true,
  });
  expect(readConfig({ PORT: "", HOST: " ", CADENCIA_DATA: "", DATABASE_URL: "" })).toEqual(readConfig({}));
});

test.each(["x", "-1", "65536", "80.5", "0x50", "1e3"])(
  "PORT=%s is refused in one line with an exit code",
  (port) => {
    expect(() => readConfig({ PORT: port })).toThrow(
      expect.objectContaining({
        code: "CONFIG_PORT_INVALID",
        exitCode: 78,
        message: `CONFIG_PORT_INVALID: PORT is "${port}". Give a whole number from 0 to 65535, such as PORT=4600.`,
      }),
    );
  },
);

test.each(["http://localhost", "a b"])("HOST=%s is refused", (host) => {
  expect(() => readConfig({ HOST: host })).toThrow("CONFIG_HOST_INVALID");
});

test.each(["ana", "a b@example.com", "@example.com"])("CADENCIA_ADMIN_EMAIL=%s is refused", (address) => {
  expect(() => readConfig({ CADENCIA_ADMIN_EMAIL: address })).toThrow(
    expect.objectContaining({ code: "CONFIG_ADMIN_EMAIL_INVALID", exitCode: 78 }),
  );
});

test("CADENCIA_DEMO=maybe is refused, and false is no", () => {
  expect(() => readConfig({ CADENCIA_DEMO: "maybe" })).toThrow("CONFIG_DEMO_INVALID");
  expect(readConfig({ CADENCIA_DEMO: "false" }).demo).toBe(false);
});
