import { readFileSync } from "node:fs";

export interface Customer {
  readonly key: string;
  readonly name: string;
  readonly contact: string;
  readonly address: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
}

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly category: string;
}

export interface OrderLine {
  readonly product: number;
  readonly price: number;
  readonly quantity: number;
  /** A share of the price: 0.1 is ten percent. */
  readonly discount: number;
}

export interface Order {
  readonly number: number;
  readonly customer: string;
  readonly employee: number;
  /** A day of 1997 or 1998. */
  readonly day: string;
  /** After so many days it was shipped; null: not yet. */
  readonly shippedAfter: number | null;
  readonly lines: readonly OrderLine[];
}

export interface Northwind {
  readonly customers: readonly Customer[];
  readonly products: readonly Product[];
  /** Of the last twelve months, in their order. */
  readonly orders: readonly Order[];
}

type Row<Columns extends readonly unknown[]> = Columns;

interface File {
  readonly customers: readonly Row<[string, string, string, string, string, string, string]>[];
  readonly products: readonly Row<[number, string, number, string]>[];
  readonly orders: readonly Row<
    [number, string, number, string, number | null, [number, number, number, number][]]
  >[];
}

/**
 * Microsoft's sample company, as jpwhite3/northwind-SQLite3 publishes it (MIT; see NOTICE): its customers, its products
 * and the orders of its last twelve months. Read when a demo is made, and never otherwise.
 */
export const readNorthwind = (): Northwind => {
  const file = JSON.parse(
    readFileSync(new URL("northwind.json", import.meta.url), "utf8"),
  ) as unknown as File;
  return {
    customers: file.customers.map(([key, name, contact, address, city, postalCode, country]) => ({
      key,
      name,
      contact,
      address,
      city,
      postalCode,
      country,
    })),
    products: file.products.map(([id, name, price, category]) => ({ id, name, price, category })),
    orders: file.orders.map(([number, customer, employee, day, shippedAfter, lines]) => ({
      number,
      customer,
      employee,
      day,
      shippedAfter,
      lines: lines.map(([product, price, quantity, discount]) => ({ product, price, quantity, discount })),
    })),
  };
};
