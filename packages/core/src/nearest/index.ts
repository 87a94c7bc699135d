export { asWritten, didYouMean, noSuch } from "./did-you-mean.ts";
export { nearest } from "./nearest.ts";
