// Widgets in a plain page: each brings its own JavaScript (anywidget), or is one of three that hold others or text.
export class Widgets {
  constructor(send) {
    this.send = send; // (id, changed state) to Python
    this.models = new Map();
    this.modules = new Map();
  }
  state({ id, state, paths, buffers }) {
    paths.forEach((path, at) => {
      const last = path.pop();
      path.reduce((inner, key) => inner[key], state)[last] = new DataView(buffers[at].buffer);
    });
    const model = this.models.get(id);
    if (model) model.take(state);
    else this.models.set(id, new Model(id, state, this.send));
  }
  closed({ id }) {
    this.models.get(id)?.fire(["closed"]);
    this.models.delete(id);
  }
  find(reference) {
    return this.models.get(reference.replace("IPY_MODEL_", ""));
  }
  view(reference) {
    const model = this.find(reference), el = document.createElement("div");
    el.classList.add("jupyter-widgets", ...(model.get("_dom_classes") || []));
    this.lay(model, el);
    if (model.get("_esm")) this.render(model, el);
    else KINDS[model.get("_model_name")](model, el, this);
    model.on("closed", () => el.remove());
    return el;
  }
  lay(model, el) {
    const layout = model.get("layout") && this.find(model.get("layout"));
    const lay = () => {
      for (const [name, value] of Object.entries(layout.state))
        if (!name.startsWith("_")) el.style.setProperty(name.replaceAll("_", "-"), value || "");
    };
    if (!layout) return;
    lay();
    layout.on("change", lay);
  }
  async render(model, el) {
    const source = model.get("_esm"), css = model.get("_css");
    if (css && !this.modules.has(css)) {
      this.modules.set(css, document.head.appendChild(document.createElement("style")));
      this.modules.get(css).textContent = css;
    }
    if (!this.modules.has(source)) {
      this.modules.set(source, import(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))));
    }
    const module = await this.modules.get(source);
    const end = module.default.render({ model, el });
    if (end) model.on("closed", end);
  }
}

export const KINDS = {
  VBoxModel: (model, el, widgets) => box(model, el, widgets, "widget-vbox"),
  HBoxModel: (model, el, widgets) => box(model, el, widgets, "widget-hbox"),
  HTMLModel(model, el) {
    const show = () => (el.innerHTML = model.get("value"));
    model.on("change:value", show);
    show();
  },
};

function box(model, el, widgets, kind) {
  const fill = () => el.replaceChildren(...model.get("children").map((child) => widgets.view(child)));
  el.classList.add(kind);
  model.on("change:children", fill);
  fill();
}

// A widget's state in the page, with the four calls that our JavaScript makes of it.
class Model {
  constructor(id, state, send) {
    Object.assign(this, { id, state, send, heard: {}, changed: {} });
  }
  get(name) {
    return this.state[name];
  }
  set(name, value) {
    this.state[name] = this.changed[name] = value;
    this.fire([`change:${name}`, "change"]);
  }
  save_changes() {
    this.send(this.id, this.changed);
    this.changed = {};
  }
  on(names, hear) {
    for (const name of names.split(" ")) (this.heard[name] ??= []).push(hear);
  }
  take(state) {
    Object.assign(this.state, state);
    this.fire([...Object.keys(state).map((name) => `change:${name}`), "change"]);
  }
  fire(names) {
    for (const hear of new Set(names.flatMap((name) => this.heard[name] || []))) hear();
  }
}
