export { compileFilter, type CompiledFilter, type CompileOptions } from "./compile-filter.repo.ts";
export { FilterNotCompilableError } from "./not-compilable.ts";
