// A question: choices or a line to type into, a button, and the answer, which comes from the kernel when it is sent.
function render({ model, el }) {
  const form = document.createElement("form");
  const group = document.createElement("fieldset");
  const question = document.createElement("legend");
  const button = document.createElement("button");
  const reply = document.createElement("p");
  form.className = "backprop-predict";
  question.textContent = model.get("label");
  button.textContent = "Predict, then reveal";
  reply.setAttribute("role", "status");
  group.append(question);
  form.append(group, button, reply);
  el.append(form);

  const fields = model.get("choices").map((choice) => field("radio", choice));
  if (!fields.length) fields.push(field("text", ""));

  function field(type, words) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = type;
    input.name = "choice"; // of this form alone
    input.autocomplete = "off";
    input.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes some keys for its cells
    label.append(input);
    if (type === "radio") {
      input.value = words;
      input.checked = model.get("value") === words;
      label.append(words);
    } else {
      input.value = model.get("value");
      input.setAttribute("aria-label", "Your number");
    }
    group.append(label);
    return input;
  }

  function send(event) {
    event.preventDefault();
    const chosen = fields.find((input) => input.type === "text" || input.checked);
    model.set("value", chosen ? chosen.value : "");
    model.set("submitted", model.get("submitted") + 1);
    model.save_changes();
  }
  form.addEventListener("submit", send);
  group.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) send(event); // JupyterLab lets no Enter submit a form
  });
  function tell() {
    if (reply.textContent !== model.get("reply")) reply.textContent = model.get("reply");
  }
  model.on("change:reply", tell);
  tell();
}
export default { render };
