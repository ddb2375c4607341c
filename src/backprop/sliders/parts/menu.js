// A native menu with a real label.
function render({ model, el }) {
  const row = document.createElement("div");
  const label = document.createElement("label");
  const select = document.createElement("select");
  row.className = "backprop-slider";
  row.append(label, select);
  el.append(row);
  select.id = label.htmlFor = `backprop-menu-${Math.random().toString(36).slice(2)}`;
  select.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the arrow keys for its cells
  select.style.font = "inherit";
  label.textContent = model.get("label");

  function offer() {
    select.replaceChildren(...model.get("options").map((words) => new Option(words)));
    show();
  }
  function show() {
    select.value = model.get("value");
  }
  select.addEventListener("change", () => {
    model.set("value", select.value);
    model.save_changes();
  });
  model.on("change:options", offer);
  model.on("change:value", show);
  offer();
}
export default { render };
