// The picture, its alternative text, and the sentence under it, which a screen reader speaks when the hand rests.
const REST = 600; // milliseconds without a change
const READABLE = 520; // pixels: a narrower page scrolls the picture sideways, or its letters would be too small
const GONE = "The kernel of this panel is gone, so its controls do nothing. Run its cell again.";
const make = (tag, name) => Object.assign(document.createElement(tag), { className: `backprop-${name}` });

function render({ model, el }) {
  const figure = make("figure", "view"), paper = guard(make("div", "paper")), image = make("img", "picture");
  const caption = make("figcaption", "caption"), sentence = make("p", "sentence"), spoken = make("p", "spoken");
  const progress = make("p", "progress"), gone = make("p", "gone");
  const enlarge = guard(make("button", "enlarge")), dialog = make("dialog", "enlarged");
  const large = make("img", "picture"), close = guard(make("button", "close"));
  enlarge.textContent = "Enlarge";
  close.textContent = "Close";
  spoken.setAttribute("role", "status");
  gone.setAttribute("role", "alert");
  gone.textContent = GONE; // hidden until ipywidgets marks the panel as disconnected
  dialog.append(large, close);
  paper.append(image);
  caption.append(sentence, progress, enlarge);
  figure.append(gone, paper, caption, spoken, dialog);
  el.append(figure);
  let resting = 0;

  function draw() {
    const old = image.src;
    image.src = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    if (dialog.open) large.src = image.src; // closed, it would be loaded for nobody
    image.style.width = `${model.get("width")}px`;
    image.style.minWidth = `${Math.min(0.85 * model.get("width"), READABLE)}px`;
    if (old) URL.revokeObjectURL(old);
  }
  function tell() {
    large.alt = image.alt = model.get("alt");
    sentence.textContent = model.get("sentence");
    progress.textContent = model.get("progress");
    clearTimeout(resting);
    if (!model.get("quiet")) resting = setTimeout(speak, REST);
  }
  function speak() {
    if (spoken.textContent !== model.get("sentence")) spoken.textContent = model.get("sentence");
  }
  const watcher = new ResizeObserver(() => {
    const scrolls = paper.scrollWidth > paper.clientWidth + 1;
    for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", "The picture, which scrolls sideways"]])
      scrolls ? paper.setAttribute(name, value) : paper.removeAttribute(name);
  });
  watcher.observe(paper);
  const room = new ResizeObserver(() => {
    const narrow = el.clientWidth < READABLE;
    if (!el.clientWidth || narrow === model.get("narrow")) return;
    model.set("narrow", narrow);
    model.save_changes();
  });
  room.observe(el);
  image.addEventListener("click", ({ offsetX, offsetY }) => {
    model.set("clicked", [offsetX / image.clientWidth, offsetY / image.clientHeight]);
    model.save_changes();
  });
  enlarge.addEventListener("click", () => {
    large.src = image.src;
    dialog.showModal();
  });
  close.addEventListener("click", () => dialog.close());
  model.on("change:png", draw);
  model.on("change:alt change:sentence change:progress change:quiet", tell);
  draw();
  sentence.textContent = spoken.textContent = model.get("sentence"); // what stands there at first is not spoken
  tell();
  return () => {
    watcher.disconnect();
    room.disconnect();
    clearTimeout(resting);
    URL.revokeObjectURL(image.src);
  };
}
export default { render };
