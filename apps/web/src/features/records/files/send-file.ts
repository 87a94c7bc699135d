import { readJson } from "../../../lib/read-json.ts";
import { Problem } from "../../../lib/api/problem.ts";
import { BASE, problemOf } from "../../../lib/api/request.ts";

interface Sending {
  /** Sent again with the same key, it is added once. */
  readonly once: string;
  /** How much of it went out, from 0 to 1. */
  readonly tell: (sent: number) => void;
}

/** `fetch` tells nothing of what went out already. What is refused, or no answer at all, is thrown as a Problem. */
export const sendFile = (path: string, file: File, { once, tell }: Sending): Promise<void> =>
  new Promise((done, fail) => {
    const call = new XMLHttpRequest();
    call.upload.addEventListener("progress", ({ loaded, total }) => tell(total === 0 ? 0 : loaded / total));
    call.addEventListener("load", () =>
      call.status < 300 ? done() : void problemOf(call.status, readJson(call.responseText)).then(fail),
    );
    call.addEventListener("error", () =>
      fail(new Problem({ status: 0, code: "offline", message: "no answer came" })),
    );
    call.open("POST", `${BASE}${path}?name=${encodeURIComponent(file.name)}`);
    call.setRequestHeader("Content-Type", file.type === "" ? "application/octet-stream" : file.type);
    call.setRequestHeader("Idempotency-Key", once);
    call.send(file);
  });
