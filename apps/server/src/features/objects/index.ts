export * from "./columns.ts";
export * from "./model.ts";
export * from "./tables.repo.ts";
export * from "./catalog.ts";
export { changeModel } from "./change-model.ts";
export * from "./configuration.repo.ts";
export { refuseUnknownCountry } from "./holiday-country.ts";
export * from "./prepare.ts";
export { readLabelledPipelines, writeStageLabels, type LabelledPipeline } from "./pipelines.repo.ts";
