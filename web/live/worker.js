// Python, in a thread of its own: it runs cells and says what they show. bridge.py is its other half.
const say = (kind, more = {}) => postMessage({ kind, ...more });
let python = null;

async function start({ folder, bridge, files }) {
  const { loadPyodide } = await import(`${folder}pyodide.mjs`);
  const names = await (await fetch(`${folder}live.json`)).json();
  countFiles(names.length + 3); // the core has three
  python = await loadPyodide({ indexURL: folder, env: { MPLBACKEND: "agg", HOME: "/home/pyodide" } });
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
