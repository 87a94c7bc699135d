import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Item {
  readonly id: string;
  readonly [field: string]: unknown;
}

const list = async (path: string): Promise<{ items: Item[]; next: string | null }> => {
  const { status, body } = await api.call(`GET records/${path}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
};

/** Every page, with something done between two of them. */
const pages = async (
  path: string,
  between: (page: number) => Promise<void> = async () => {},
): Promise<Item[]> => {
  const items: Item[] = [];
  let next: string | null = null;
  for (let page = 0; ; page += 1) {
    const answer = await list(`${path}${next === null ? "" : `&cursor=${encodeURIComponent(next)}`}`);
    items.push(...answer.items);
    next = answer.next;
    if (next === null) return items;
    await between(page);
  }
};

const createAll = async (object: string, values: readonly object[]): Promise<Item[]> => {
  const { body } = await api.call(`POST records/${object}/bulk`, { create: values });
  expect(body.failed).toBe(0);
  return body.created.map((outcome: { record: Item }) => outcome.record);
};

describe("pages", () => {
  it("miss and repeat nothing while others create, change and delete", async () => {
    const rows = await createAll(
      "product",
      Array.from({ length: 60 }, (_, index) => ({
        name: `P${index % 7}`,
        price: index % 5 === 0 ? null : index % 4,
      })),
    );
    const untouched = new Set(rows.filter((_, index) => index % 10 !== 0).map((row) => row.id));
    const touched = rows.filter((_, index) => index % 10 === 0);
    const sorts = ["id", "price", "-price", "name,-price", "-name,price"];
    for (const sort of sorts) {
      const found = await pages(`product?limit=7&sort=${sort}`, async (page) => {
        await api.call("POST records/product", { name: `N${page}`, price: page });
        const row = touched[page % touched.length];
        await api.call(`PATCH records/product/${row?.id}`, { price: page, name: `M${page}` });
      });
      const ids = found.map((item) => item.id).filter((id) => untouched.has(id));
      expect({ sort, ids: ids.toSorted() }).toEqual({ sort, ids: [...untouched].toSorted() });
    }
  });

  it("judge time by the first page's instant, and hold a limit", async () => {
    await createAll(
      "project",
      Array.from({ length: 5 }, (_, index) => ({ name: `J${index}` })),
    );
    const filter = encodeURIComponent('["created_at","newer_than","1d"]');
    expect(await pages(`project?limit=2&filter=${filter}`)).toHaveLength(5);
    expect((await list("project?limit=5")).next).toBeNull();
  });

  it("refuse a cursor of another list", async () => {
    await createAll("plan", [{ name: "a" }, { name: "b" }]);
    const { next } = await list("plan?limit=1&sort=name");
    for (const other of ["plan?limit=1", "plan?limit=1&sort=-name", "project?limit=1&sort=name"]) {
      const { status, body } = await api.call(`GET records/${other}&cursor=${next}`);
      expect({ status, message: body.errors[0].message }).toMatchObject({
        status: 422,
        message: expect.stringContaining("belongs to another list"),
      });
    }
  });

  it("refuse a cursor that somebody made up", async () => {
    const { next } = await list("plan?limit=1&sort=created_at");
    const content = JSON.parse(Buffer.from(String(next), "base64url").toString());
    for (const change of [{ values: ["x"] }, { values: [] }, { id: "x" }, { now: "x" }, { more: 1 }]) {
      const forged = Buffer.from(JSON.stringify({ ...content, ...change })).toString("base64url");
      expect((await api.call(`GET records/plan?limit=1&sort=created_at&cursor=${forged}`)).status).toBe(422);
    }
  });
});

describe("order", () => {
  it("is that of the workspace's language, empty values last", async () => {
    const names = ["Zara", "ñandú", "nube", "Ana", "ábaco", "oso", null];
    await createAll(
      "team",
      names.map((name) => ({ name })),
    );
    await api.call("PATCH settings", { locale: "es" });
    const rising = (await list("team?sort=name")).items.map((item) => item["name"]);
    expect(rising).toEqual(["ábaco", "Ana", "nube", "ñandú", "oso", "Zara", null]);
    const falling = (await list("team?sort=-name")).items.map((item) => item["name"]);
    expect(falling).toEqual(["Zara", "oso", "ñandú", "nube", "Ana", "ábaco", null]);
    expect((await pages("team?sort=-name&limit=2")).map((item) => item["name"])).toEqual(falling);
  });

  it("of stages and options is their own, of decimals that of numbers", async () => {
    await createAll("deal", [
      { title: "a", stage: "sales/won", amount: "9" },
      { title: "b", stage: "sales/new", amount: "10.5" },
      { title: "c", stage: "sales/proposal", amount: "-3" },
      { title: "d", stage: "sales/lost", amount: null },
    ]);
    const titles = async (path: string) => (await pages(path)).map((item) => item["title"]).join("");
    expect(await titles("deal?sort=stage&limit=1")).toBe("bcad");
    expect(await titles("deal?sort=-stage&limit=1")).toBe("dacb");
    expect(await titles("deal?sort=amount&limit=1")).toBe("cabd");
    expect(await titles("deal?sort=-amount&limit=1")).toBe("bacd");
    await createAll(
      "contact",
      ["vip", "standard", "gold"].map((category) => ({ first_name: category, category })),
    );
    expect((await pages("contact?sort=category&limit=1")).map((item) => item["category"])).toEqual([
      "standard",
      "gold",
      "vip",
    ]);
  });
});

describe("a list", () => {
  it("is narrowed by a filter over relations, and to fields", async () => {
    const { body: company } = await api.call("POST records/company", { name: "Acme", tags: ["big"] });
    await createAll("contact", [{ first_name: "Ana", company: company.id }, { first_name: "Bea" }]);
    const filter = encodeURIComponent(
      JSON.stringify({
        all: [
          ["company.name", "is", "ACME"],
          ["company.tags", "has_any", ["big"]],
        ],
      }),
    );
    const { items } = await list(`contact?filter=${filter}&fields=first_name,company`);
    expect(items).toEqual([
      { id: expect.any(String), object: "contact", version: 1, first_name: "Ana", company: company.id },
    ]);
    const some = encodeURIComponent(JSON.stringify({ some: "contacts", where: ["first_name", "is", "Ana"] }));
    expect((await list(`company?filter=${some}`)).items.map((item) => item.id)).toEqual([company.id]);
  });

  it("knows users by the names that people write, and leaves archived and deleted records out", async () => {
    const [kept, archived, deleted] = await createAll(
      "invoice",
      ["1", "2", "3"].map((number) => ({ number, owner: "admin" })),
    );
    await api.call(`POST records/invoice/${archived?.id}/archive`);
    await api.call(`DELETE records/invoice/${deleted?.id}`);
    const filter = encodeURIComponent('["owner","is","admin@localhost"]');
    expect((await list(`invoice?filter=${filter}`)).items.map((item) => item.id)).toEqual([kept?.id]);
    const all = await list(`invoice?filter=${filter}&include_archived=true`);
    expect(all.items.map((item) => item.id)).toEqual([kept?.id, archived?.id]);
  });
});
