// What a reader typed and which exercises are solved: kept in this browser, taken out as one file and put back.
const KEY = "backprop-work", PROGRESS = "progress.jsonl";
const KIND = "backprop work, version 1";

export class Work {
  constructor(notebook) {
    this.notebook = notebook;
    this.all = { kind: KIND, cells: {}, progress: "" };
    try {
      this.all = { ...this.all, ...JSON.parse(localStorage.getItem(KEY) || "{}") };
    } catch {
      // a browser that keeps nothing, or something unreadable: then there is no earlier work
    }
  }
  source(cell) {
    return this.all.cells[this.notebook]?.[cell];
  }
  keep(cell, source) {
    const mine = (this.all.cells[this.notebook] ??= {});
    if (source === undefined) delete mine[cell];
    else mine[cell] = source;
    this.save();
  }
  files() {
    return this.all.progress ? { [PROGRESS]: new TextEncoder().encode(this.all.progress) } : {};
  }
  wrote({ name, buffers }) {
    if (name === PROGRESS) {
      this.all.progress = new TextDecoder().decode(buffers[0]);
      return this.save();
    }
    const list = document.getElementById("files"), item = document.createElement("li");
    item.dataset.name = name;
    item.append(link(buffers[0], name, `Save ${name}`));
    list.querySelector(`[data-name="${CSS.escape(name)}"]`)?.remove();
    list.append(item);
  }
  save() {
    try {
      localStorage.setItem(KEY, JSON.stringify(this.all));
    } catch {
      // nothing can be kept here; "Take it out" still works
    }
  }
  take() {
    link(JSON.stringify(this.all, null, 1), "backprop-work.json", "").click();
  }
  async give(file) {
    try {
      const given = JSON.parse(await file.text());
      if (given.kind !== KIND) throw new Error();
      this.all = { ...this.all, ...given };
    } catch {
      return `${file.name} holds no work of this series: choose the file that “Take it out” gave you.`;
    }
    this.save();
    return `Your work from ${file.name} is here. Press “Start again” to run it.`;
  }
}

function link(content, name, words) {
  const made = document.createElement("a");
  made.href = URL.createObjectURL(new Blob([content]));
  made.download = name;
  made.textContent = words;
  return made;
}
