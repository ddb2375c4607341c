// A box with the state of a panel: copy it, or paste another over it and press Enter or the button.
function render({ model, el }) {
  const form = document.createElement("form");
  const label = document.createElement("label");
  const name = document.createElement("span");
  const box = document.createElement("textarea");
  const button = document.createElement("button");
  const reply = document.createElement("p");
  form.className = "backprop-state";
  label.append(name, box);
  form.append(label, button, reply);
  el.append(form);
  button.textContent = "Set the panel to this text";
  box.rows = 2;
  box.autocomplete = "off";
  box.spellcheck = false;
  box.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes some keys for its cells
  reply.setAttribute("role", "status");

  function send(event) {
    event.preventDefault();
    model.set("typed", box.value);
    model.set("submitted", model.get("submitted") + 1);
    model.save_changes();
  }
  form.addEventListener("submit", send);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) send(event);
  });
  function show() {
    name.textContent = model.get("label");
    box.value = model.get("text");
  }
  function answer() {
    reply.textContent = model.get("reply");
  }
  model.on("change:label change:text", show);
  model.on("change:reply", answer);
  show();
  answer();
}
export default { render };
