// A native progress bar with a real label.
function render({ model, el }) {
  const label = document.createElement("label");
  const bar = document.createElement("progress");
  const count = document.createElement("span");
  label.style.cssText = "display: flex; flex-wrap: wrap; align-items: center; gap: 0.75em";
  label.style.color = "var(--jp-content-font-color1, inherit)";
  label.append(model.get("label"), bar, count);
  el.append(label);

  function show() {
    bar.max = model.get("total");
    bar.value = model.get("done");
    count.textContent = `${bar.value} of ${bar.max}`;
  }
  model.on("change:done", show);
  show();
}
export default { render };
