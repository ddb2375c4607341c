// A native range input with a real label: arrow keys, Home, End, touch and screen readers work without our help.
function render({ model, el }) {
  const row = document.createElement("div");
  const label = document.createElement("label");
  const range = document.createElement("input");
  const readout = document.createElement("span");
  row.className = "backprop-slider";
  row.append(label, range, readout);
  range.type = "range";
  range.id = label.htmlFor = `backprop-slider-${Math.random().toString(36).slice(2)}`;
  range.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the arrow keys for its cells
  readout.setAttribute("aria-hidden", "true"); // the slider says it itself, as its value
  el.append(row);

  function show() {
    const texts = model.get("texts");
    label.textContent = model.get("label");
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
