// Makes a page live: its cells run in Python in a worker, its panels move, its exercises are judged.
import { Widgets } from "./widgets.js";
import { Work } from "./work.js";

const { notebook, up } = document.body.dataset;
const byId = (id) => document.getElementById(id);
const site = new URL(up, location.href).href;
const work = new Work(notebook);
const cells = [...document.querySelectorAll(".cell")].map((section) => new Cell(section));
let worker, widgets, waiting, current, ready;

function Cell(section) {
  const source = section.querySelector(".source"), output = section.querySelector(".output");
  Object.assign(this, { section, output, id: section.id, stored: source.textContent.replace(/\n$/, "") });
  this.exercise = section.dataset.exercise;
  this.source = () => (this.editor ? this.editor.value : this.stored);
  this.edit = () => {
    if (this.editor) return;
    const editor = (this.editor = make("textarea", "editor"));
    editor.value = work.source(this.id) ?? this.stored;
    editor.spellcheck = false;
    editor.setAttribute("aria-label", this.exercise ? `Your code for exercise ${this.exercise}` : "Code of this cell");
    const fit = () => (editor.rows = editor.value.split("\n").length + 1);
    editor.addEventListener("input", () => {
      fit();
      work.keep(this.id, editor.value === this.stored ? undefined : editor.value);
    });
    editor.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey)) {
        event.preventDefault();
        first(this);
      } else if (event.key === "Enter" && !event.isComposing) indent(event, editor);
    });
    fit();
    source.replaceWith(editor);
  };
  this.open = () => {
    const keys = make("div", "keys"), run = make("button", "run"), edit = make("button", "change");
    run.textContent = "Run";
    run.title = "Ctrl+Enter in the code does the same";
    edit.textContent = "Edit";
    run.addEventListener("click", () => first(this));
    edit.addEventListener("click", () => {
      this.edit();
      this.editor.focus();
      edit.remove();
    });
    keys.append(run, edit);
    this.output.closest("details, .output").before(keys);
    if (this.exercise || work.source(this.id) !== undefined) {
      this.edit();
      edit.remove();
    }
  };
}
function make(tag, name) {
  const made = Object.assign(document.createElement(tag), { className: name });
  if (tag === "button") made.type = "button";
  return made;
}

function indent(event, editor) {
  const before = editor.value.slice(0, editor.selectionStart), line = before.slice(before.lastIndexOf("\n") + 1);
  const spaces = line.match(/^ */)[0] + (line.trimEnd().endsWith(":") ? "    " : "");
  event.preventDefault();
  editor.setRangeText(`\n${spaces}`, editor.selectionStart, editor.selectionEnd, "end");
  editor.dispatchEvent(new Event("input"));
}

function status(words) {
  if (byId("status").textContent !== words) byId("status").textContent = words;
}

// Starting

function start() {
  worker?.terminate();
  byId("start").disabled = true;
  [current, ready] = [null, false];
  waiting = [...cells];
  widgets = new Widgets((id, state) => worker.postMessage({ task: "comm", id, state }));
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => HEARD[data.kind](data);
  worker.onerror = ({ message }) => HEARD.broken({ words: message });
  const where = { folder: new URL("python/", site).href, bridge: new URL("bridge.py", import.meta.url).href };
  worker.postMessage({ task: "start", ...where, files: work.files() });
  status("Starting Python. The first time this fetches about 30 MB.");
}

const HEARD = {
  fetched: ({ done, count }) => status(`Starting Python: ${done} of ${count} files are here.`),
  importing: () => status("Starting Python: everything is here, and is being read."),
  ready() {
    ready = true;
    document.body.classList.add("live");
    byId("start").hidden = true;
    byId("again").hidden = false;
    if (!document.querySelector(".run")) cells.forEach((cell) => cell.open());
    next();
  },
  state: (message) => widgets.state(message),
  closed: (message) => widgets.closed(message),
  printed({ cell, stream, words }) {
    const output = of(cell), last = output?.lastElementChild;
    if (!output) return;
    if (last?.matches(`.printed[data-stream=${stream}]`)) last.append(words);
    else output.append(printed(words, stream));
  },
  cleared: ({ cell }) => of(cell)?.replaceChildren(),
  output({ cell, data }) {
    const view = data["application/vnd.jupyter.widget-view+json"], output = of(cell);
    if (!output) return;
    if (view) output.append(widgets.view(view.model_id));
    else if (data["text/html"]) {
      const shown = make("div", "shown");
      shown.innerHTML = data["text/html"];
      output.append(shown);
    } else output.append(printed(data["text/plain"], "result"));
  },
  failed({ cell, words }) {
    const shown = printed(words, "error");
    shown.classList.add("failed");
    of(cell)?.append(shown);
  },
  file: (message) => work.wrote(message),
  done({ cell }) {
    section(cell).classList.remove("runs");
    current = null;
    next();
  },
  broken({ words }) {
    status(`Python stopped: ${words} Press “Start again”.`);
    byId("again").hidden = false;
  },
};
const section = (id) => byId(id);
const of = (id) => cells.find((cell) => cell.id === id)?.output;

function printed(words, stream) {
  const shown = make("pre", "printed");
  shown.dataset.stream = stream;
  shown.tabIndex = 0;
  shown.textContent = words;
  return shown;
}

// Running: one cell after the other, what the reader asks for first

function first(cell) {
  waiting = [cell, ...waiting.filter((other) => other !== cell)];
  next();
}
function next() {
  if (!ready || current) return;
  current = waiting.shift();
  if (!current) return status("This page is live: move the panels, write your answers, run any cell.");
  const { id, output } = current;
  section(id).classList.add("runs");
  output.style.minHeight = `${output.offsetHeight}px`; // so that the page does not jump
  output.replaceChildren();
  status(`Live. Cell ${cells.indexOf(current) + 1} of ${cells.length} runs.`);
  worker.postMessage({ task: "run", cell: id, source: current.source() });
  setTimeout(() => (output.style.minHeight = ""), 1500);
}

byId("start").addEventListener("click", start);
byId("again").addEventListener("click", start);
byId("take").addEventListener("click", () => work.take());
byId("give").addEventListener("change", async ({ target }) => {
  status(await work.give(target.files[0]));
  for (const cell of cells) if (cell.editor && work.source(cell.id) !== undefined) cell.editor.value = work.source(cell.id);
});
byId("beside").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!ready) return status("Make this page live first: then the file can be put beside the notebook.");
  worker.postMessage({ task: "file", name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  status(`${file.name} lies beside the notebook now: a cell can open it by this name.`);
});
window.backpropLive = { isReady: () => ready && !current && !waiting.length };
