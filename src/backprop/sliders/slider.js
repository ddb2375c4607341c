// A native range input with a real label: arrow keys, Home, End, touch and screen readers work without our help.
function render({ model, el }) {
  const label = document.createElement("label");
  const name = document.createElement("span");
  const range = document.createElement("input");
  const readout = document.createElement("output");
  label.className = "backprop-slider";
  label.append(name, range, readout);
  range.type = "range";
  range.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the arrow keys for its cells
  el.append(label);

  function show() {
    const texts = model.get("texts");
    name.textContent = model.get("label");
    range.max = texts.length - 1;
    range.value = model.get("index");
    readout.textContent = texts[model.get("index")];
    range.setAttribute("aria-valuetext", readout.textContent);
  }
  range.addEventListener("input", () => {
    model.set("index", Number(range.value));
    model.save_changes();
  });
  model.on("change", show);
  show();
}
export default { render };
