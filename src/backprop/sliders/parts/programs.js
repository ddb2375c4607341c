// Programs to copy, behind a fold. Each stands in a box of its own that can be read and selected, but not changed.
const make = (tag) => document.createElement(tag);
const HELD = "This browser lets no page copy. The program is selected: press Ctrl+C, or ⌘C on a Mac.";

function render({ model, el }) {
  const fold = make("details"), summary = guard(make("summary")), note = make("p");
  fold.className = "backprop-programs";
  summary.textContent = model.get("label");
  note.textContent = model.get("note");
  fold.append(summary, note);
  const programs = model.get("names").map((name) => program(name, fold));
  el.append(fold);
  function show() {
    programs.forEach(({ area, reply }, at) => {
      area.value = model.get("texts")[at];
      reply.textContent = ""; // what was copied is another program now
    });
  }
  model.on("change:texts", show);
  show();
}

function program(name, fold) {
  const box = make("div"), label = make("label"), area = guard(make("textarea"));
  const button = guard(make("button")), reply = make("span");
  label.textContent = name;
  area.id = label.htmlFor = `backprop-${Math.random().toString(36).slice(2)}`;
  Object.assign(area, { readOnly: true, rows: 12, wrap: "off", spellcheck: false });
  button.type = "button";
  button.textContent = `Copy the program in ${name}`;
  reply.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    reply.textContent = "";
    reply.textContent = (await copied(area)) ? "Copied." : HELD;
  });
  box.append(label, button, reply, area);
  fold.append(box);
  return { area, reply };
}

async function copied(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.select(); // a page without https has no clipboard
    return document.execCommand("copy");
  }
}
export default { render };
