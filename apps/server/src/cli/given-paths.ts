import { accessSync, constants, mkdirSync, readdirSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { didYouMean } from "@cadencia/core/nearest";
import { UNUSABLE } from "./fail.ts";

type Wanted = "file" | "file or directory";

/** Refuses a path of the command line that cannot be read, before anything is done with the others. */
export const mustBeReadable = (path: string, wanted: Wanted = "file"): void => {
  const problem = unreadable(path, wanted);
  if (problem !== null) throw refused(`cannot read ${path}: ${problem}`);
};

/** Refuses a path to which nothing can be written; one that does not exist yet needs its directory. */
export const mustBeWritable = (path: string): void => {
  const problem = unwritable(path);
  if (problem !== null) throw refused(`cannot write ${path}: ${problem}`);
};

/**
 * Makes a directory and those above it that are missing, one by one: asked for all at once, Node tries for ever where
 * nothing can be made (/proc).
 */
export const makeDirectory = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  if (dirname(path) !== path) makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = code === "ENOENT" ? "no directory can be made there" : reasonOf(error, path);
    throw refused(`cannot write ${path}: ${problem}`);
  }
};

export const cannotRead = (path: string, error: unknown): Error =>
  refused(`cannot read ${path}: ${reasonOf(error, path)}`);

export const refused = (line: string): Error => Object.assign(new Error(line), { exitCode: UNUSABLE });

const unreadable = (path: string, wanted: Wanted): string | null => {
  try {
    const isDirectory = statSync(path).isDirectory();
    if (isDirectory && wanted === "file") return "it is a directory; name a file in it";
    accessSync(path, constants.R_OK);
    return null;
  } catch (error) {
    return reasonOf(error, path);
  }
};

const unwritable = (path: string): string | null => {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() === true) return "it is a directory; name a file in it";
    if (found === undefined && statSync(dirname(path), { throwIfNoEntry: false }) === undefined)
      return `there is no directory ${dirname(path)}`;
    accessSync(found === undefined ? dirname(path) : path, constants.W_OK);
    return null;
  } catch (error) {
    return reasonOf(error, path);
  }
};

const reasonOf = (error: unknown, path: string): string => {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      return `there is no such file${didYouMean(basename(path), neighbours(path))}`;
    case "ENOTDIR":
      return "what stands before the last / is no directory";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "this user has no right to";
    case "ELOOP":
      return "its symbolic links lead in a circle";
    default:
      return code ?? String(error);
  }
};

const neighbours = (path: string): readonly string[] => {
  try {
    return readdirSync(dirname(path));
  } catch {
    return [];
  }
};
