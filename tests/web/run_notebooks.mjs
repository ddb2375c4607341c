// usage: node run_notebooks.mjs SITE CELLS [still] OUT: runs the cells of each notebook by the worker's own Python side, moves
// every control to both ends but for "still", and writes down what went wrong. CELLS: a JSON file, {name: [[id, source], …]}.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
const [site, cells, ...more] = process.argv.slice(2), out = more.pop(), still = more.length > 0;
const folder = path.resolve(site, "python");
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const lockFileURL = `${folder}/pyodide-lock.json`;
const python = await loadPyodide({ indexURL: `${folder}/`, lockFileURL, env: { MPLBACKEND: "agg", HOME: "/home/pyodide" } });
const names = Object.keys(JSON.parse(readFileSync(lockFileURL, "utf8")).packages);
await python.loadPackage(names, { messageCallback() {} });

let found = { trouble: [], done: 0, states: new Map(), progress: "" };
const TROUBLE = { failed: ({ words }) => words, printed: ({ stream, words }) => stream === "stderr" && words.trim() };
python.globals.set("post", (json, buffers) => {
  const message = JSON.parse(json), trouble = TROUBLE[message.kind]?.(message);
  if (trouble) found.trouble.push(`${message.cell}: ${trouble}`);
  if (message.kind === "done") found.done += 1;
  if (message.kind === "file" && message.name === "progress.jsonl") found.progress = new TextDecoder().decode(buffers[0]);
  if (message.kind !== "state") return;
  const state = { ...found.states.get(message.id), ...message.state };
  found.states.set(message.id, state);
  if (/ failed \(/.test(state.sentence || "")) found.trouble.push(state.sentence);
});
python.runPython(readFileSync(`${site}/live/bridge.py`, "utf8"));
const run = python.globals.get("run"), heard = python.globals.get("heard");
const rest = () => new Promise((done) => setTimeout(done, 20));

const CHANGES = {
  slider: ({ texts }) => [{ index: 0 }, { index: texts.length - 1 }],
  menu: ({ options }) => [{ value: options[0] }, { value: options.at(-1) }],
  number: ({ min, max }) => [{ value: min }, { value: max }],
  tick: ({ value }) => [{ value: !value }, { value }],
  toggle: ({ value }) => [{ value: !value }, { value }],
  button: ({ clicks }) => [{ clicks: clicks + 1 }],
};
async function moveAll() {
  let moves = 0;
  for (const [id, state] of [...found.states]) {
    for (const change of (CHANGES[state.kind] || (() => []))(state)) {
      heard(id, JSON.stringify(change));
      moves += 1;
      await rest();
    }
  }
  return moves;
}

const END = "import asyncio; [task.cancel() for task in asyncio.all_tasks()]; shell.reset(new_session=False)";
const report = {};
for (const [notebook, listed] of Object.entries(JSON.parse(readFileSync(cells, "utf8")))) {
  const began = Date.now();
  found = { trouble: [], done: 0, states: new Map(), progress: "" };
  for (const [id, source] of listed) run(id, source);
  const { done } = found, moves = still ? 0 : await moveAll();
  report[notebook] = { done, moves, trouble: found.trouble, progress: found.progress };
  python.runPython(END);
  console.error(notebook, `${((Date.now() - began) / 1000).toFixed(1)} s`);
}
writeFileSync(out, JSON.stringify(report));
process.exit(0);
