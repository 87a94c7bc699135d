import type { People } from "@cadencia/contracts/automation";
import { mergePaths, pathTree, type PathTree } from "../../records/index.ts";
import { CUSTOMER_PATHS } from "./customer.ts";

/** The relations that must be loaded to find these people. Relations that an object lacks load nothing. */
export const recipientPaths = (people: People | undefined): PathTree => {
  if (people === undefined) return {};
  const words = typeof people === "string" ? [people] : people;
  return mergePaths(words.map((word) => pathsOf(word.trim())));
};

const pathsOf = (word: string): PathTree => {
  if (word === "customer") return CUSTOMER_PATHS;
  if (!word.startsWith("field:")) return {};
  const path = word.slice("field:".length).split(".");
  // A field that leads to a deal or project means that one's customer.
  return mergePaths([
    pathTree([path]),
    pathTree([
      [...path, "contact"],
      [...path, "company"],
    ]),
  ]);
};
