// A question and its field: a line or a box to type into, or choices. Enter or the button hands the answer in.
const make = (tag) => document.createElement(tag);

function render({ model, el }) {
  const kind = model.get("kind");
  const grouped = kind === "choices" || model.get("field"); // the label names a group, not its one field
  const form = make("form"), group = make(grouped ? "fieldset" : "label"), name = make(grouped ? "legend" : "span");
  const button = make("button"), reply = make("p");
  form.className = `backprop-form backprop-${grouped ? "question" : kind}`;
  button.textContent = model.get("button");
  reply.setAttribute("role", "status");
  group.append(name);
  form.append(group, button, reply);
  el.append(form);
  const fields = kind === "choices" ? model.get("choices").map(choice) : [typed()];

  function field(tag) {
    const input = make(tag);
    input.autocomplete = "off";
    return guard(input);
  }
  function choice(words) {
    const label = make("label"), input = field("input");
    input.type = "radio";
    input.name = "choice"; // of this form alone
    input.value = words;
    label.append(input, words);
    group.append(label);
    return input;
  }
  function typed() {
    const input = field(kind === "box" ? "textarea" : "input");
    input.spellcheck = false;
    if (kind === "box") input.rows = 2;
    else input.type = "text";
    if (grouped) input.setAttribute("aria-label", model.get("field"));
    group.append(input);
    return input;
  }
  function send(event) {
    event.preventDefault();
    const answer = kind === "choices" ? fields.find((input) => input.checked) : fields[0];
    model.set("value", answer ? answer.value : "");
    model.set("submitted", model.get("submitted") + 1);
    model.save_changes();
  }
  form.addEventListener("submit", send);
  group.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) send(event); // JupyterLab lets no Enter submit a form
  });
  function show() {
    const value = model.get("value");
    name.textContent = model.get("label");
    if (kind === "choices") fields.forEach((input) => (input.checked = input.value === value));
    else fields[0].value = value;
  }
  function tell() {
    if (reply.textContent !== model.get("reply")) reply.textContent = model.get("reply");
  }
  model.on("change:label change:value", show);
  model.on("change:reply", tell);
  show();
  tell();
}
export default { render };
