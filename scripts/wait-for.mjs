// wait-for.mjs URL MILLISECONDS: exits 0 as soon as URL answers 200 and says how long it took, 1 when the time is over.
const [url, limit] = process.argv.slice(2);
const begin = performance.now();
const passed = () => Math.round(performance.now() - begin);

while (passed() < Number(limit)) {
  const answer = await fetch(url).catch(() => undefined);
  if (answer?.status === 200) {
    console.log(`${url} answered after ${passed()} ms`);
    process.exit(0);
  }
  await new Promise((go) => setTimeout(go, 50));
}
console.log(`${url} did not answer within ${limit} ms`);
process.exit(1);
