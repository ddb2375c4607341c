// Python, in a thread of its own: it runs cells and says what they show. bridge.py is its other half.
const say = (kind, more = {}) => postMessage({ kind, ...more });
let python = null;

async function start({ core, packages, bridge, files }) {
  const { loadPyodide } = await import(`${core}pyodide.mjs`);
  const lock = await (await fetch(`${packages}pyodide-lock.json`)).json();
  const names = Object.keys(lock.packages);
  countFiles(names.length + 3); // the core has three
  for (const each of Object.values(lock.packages)) each.file_name = new URL(each.file_name, packages).href;
  const address = URL.createObjectURL(new Blob([JSON.stringify(lock)], { type: "application/json" }));
  python = await loadPyodide({ indexURL: core, lockFileURL: address, env: { MPLBACKEND: "agg", HOME: "/home/pyodide" } });
  await python.loadPackage(names, { messageCallback() {} });
  say("importing");
  for (const [name, bytes] of Object.entries(files)) python.FS.writeFile(name, bytes);
  python.globals.set("post", (json, buffers) => {
    const copies = buffers.map((one) => one.slice());
    postMessage({ ...JSON.parse(json), buffers: copies }, copies.map((one) => one.buffer));
  });
  python.runPython(await (await fetch(bridge)).text());
  say("ready");
}

function countFiles(count) {
  const fetch = self.fetch;
  let done = 0;
  self.fetch = async (...what) => {
    const answer = await fetch(...what);
    say("fetched", { done: Math.min(++done, count), count });
    return answer;
  };
}

const TASKS = {
  start,
  run: ({ cell, source }) => python.globals.get("run")(cell, source),
  comm: ({ id, state }) => python.globals.get("heard")(id, JSON.stringify(state)),
  file: ({ name, bytes }) => python.FS.writeFile(name, bytes),
};
onmessage = async ({ data }) => {
  try {
    await TASKS[data.task](data);
  } catch (error) {
    say("broken", { words: String(error.message || error) });
  }
};
