import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface FakePostgres {
  readonly port: number;
  readonly close: () => Promise<void>;
}

type Answer =
  | { readonly refuse: { readonly code: string; readonly message: string } }
  | { readonly row: Readonly<Record<string, string>> };

/** Speaks just enough of PostgreSQL's protocol to refuse a connection, or to answer one row to every query. */
export async function startFakePostgres(answer: Answer): Promise<FakePostgres> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    // The first message is the startup, without a type byte.
    socket.once("data", () => {
      if ("refuse" in answer) return void socket.end(errorResponse(answer.refuse));
      socket.write(Buffer.concat([message("R", integer(0)), readyForQuery]));
      return void socket.on("data", (bytes) => {
        if (bytes[0] === "Q".charCodeAt(0)) socket.write(oneRow(answer.row));
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const readyForQuery = message("Z", Buffer.from("I"));

function errorResponse({ code, message: text }: { code: string; message: string }): Buffer {
  return message("E", Buffer.from(`SFATAL\0C${code}\0M${text}\0\0`));
}

function oneRow(row: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(row);
  // Table, column, type (25 is text), length, modifier, text format.
  const columns = names.map((name) =>
    Buffer.concat([
      Buffer.from(`${name}\0`),
      integer(0),
      short(0),
      integer(25),
      short(-1),
      integer(-1),
      short(0),
    ]),
  );
  const values = Object.values(row).map((value) =>
    Buffer.concat([integer(Buffer.byteLength(value)), Buffer.from(value)]),
  );
  return Buffer.concat([
    message("T", Buffer.concat([short(names.length), ...columns])),
    message("D", Buffer.concat([short(names.length), ...values])),
    message("C", Buffer.from("SELECT 1\0")),
    readyForQuery,
  ]);
}

/** A type byte, the length with itself, the body. */
function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), integer(body.length + 4), body]);
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
