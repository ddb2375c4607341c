// One control with its label. All are the browser's own, so keys, touch and screen readers work without our help.
const TAGS = { menu: "select", button: "button", toggle: "button" };
const TYPES = { slider: "range", number: "number", tick: "checkbox" };
const make = (tag) => document.createElement(tag);

function render({ model, el }) {
  const kind = model.get("kind"), box = make("div"), label = make("label"), readout = make("output");
  const field = guard(make(TAGS[kind] || "input"));
  const put = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  box.className = `backprop-control backprop-${kind}`;
  if (TYPES[kind]) field.type = TYPES[kind];
  if (TAGS[kind] === "button") box.append(field);
  else {
    field.id = label.htmlFor = `backprop-${Math.random().toString(36).slice(2)}`;
    box.append(...(kind === "tick" ? [field, label] : [label, field]));
  }
  el.append(box);
  const show = SHOW[kind]({ model, field, label, readout, put, box });
  model.on("change", show);
  show();
}

const SHOW = {
  slider({ model, field, label, readout, put, box }) {
    readout.setAttribute("aria-hidden", "true"); // the slider says it itself, as its value
    box.insertBefore(readout, field);
    field.addEventListener("input", () => put("index", Number(field.value)));
    return () => {
      const texts = model.get("texts");
      label.textContent = model.get("label");
      field.max = texts.length - 1;
      field.value = model.get("index");
      readout.textContent = texts[model.get("index")];
      field.setAttribute("aria-valuetext", readout.textContent);
    };
  },
  menu({ model, field, label, put }) {
    let offered = "";
    field.addEventListener("change", () => put("value", field.value));
    return () => {
      const options = model.get("options");
      label.textContent = model.get("label");
      if (offered !== (offered = options.join("\n"))) field.replaceChildren(...options.map((words) => new Option(words)));
      field.value = model.get("value");
    };
  },
  number({ model, field, label, put }) {
    field.addEventListener("change", () => put("value", Math.round(Number(field.value))));
    return () => {
      label.textContent = model.get("label");
      field.min = model.get("min");
      field.max = model.get("max");
      field.value = model.get("value");
    };
  },
  tick({ model, field, label, put }) {
    field.addEventListener("change", () => put("value", field.checked));
    return () => {
      label.textContent = model.get("label");
      field.checked = model.get("value");
    };
  },
  button({ model, field, put }) {
    field.addEventListener("click", () => put("clicks", model.get("clicks") + 1));
    return () => (field.textContent = model.get("label"));
  },
  toggle({ model, field, put }) {
    field.addEventListener("click", () => put("value", !model.get("value")));
    return () => {
      field.textContent = model.get("label");
      field.setAttribute("aria-pressed", model.get("value"));
    };
  },
};
export default { render };
