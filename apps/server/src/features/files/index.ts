export { moveFiles } from "./files.repo.ts";
