// A line to type an answer into, with its label and its button: Enter or the button sends it.
function render({ model, el }) {
  const form = document.createElement("form");
  const label = document.createElement("label");
  const name = document.createElement("span");
  const input = document.createElement("input");
  const button = document.createElement("button");
  form.className = "backprop-answer";
  label.append(name, input);
  form.append(label, button);
  el.append(form);
  button.textContent = "Check";
  input.type = "text";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes some keys for its cells

  function send(event) {
    event.preventDefault();
    model.set("value", input.value);
    model.set("submitted", model.get("submitted") + 1);
    model.save_changes();
  }
  form.addEventListener("submit", send);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) send(event); // JupyterLab lets no Enter submit a form
  });
  function show() {
    name.textContent = model.get("label");
    input.value = model.get("value");
  }
  model.on("change:label change:value", show);
  show();
}
export default { render };
