// usage: node train.mjs SITE JOBS OUT: writes the losses of the page's own network for [weights, rate, loss, [epochs]].
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const [site, jobs, out] = process.argv.slice(2);
const { Network } = await import(pathToFileURL(`${site}/live/network.js`));
const losses = JSON.parse(readFileSync(jobs, "utf8")).map(([weights, rate, loss, epochs]) => {
  const network = new Network(weights), found = [];
  for (let epoch = 0; epoch <= epochs.at(-1); epoch++) {
    if (epochs.includes(epoch)) found.push(network.loss(loss));
    network.step(rate, loss);
  }
  return found;
});
writeFileSync(out, JSON.stringify(losses));
