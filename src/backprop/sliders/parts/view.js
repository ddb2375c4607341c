// The picture, its alternative text, and the sentence under it, which a screen reader speaks when it changes.
function render({ model, el }) {
  const figure = document.createElement("figure");
  const image = document.createElement("img");
  const caption = document.createElement("figcaption");
  const sentence = document.createElement("span");
  const progress = document.createElement("p");
  figure.className = "backprop-view";
  sentence.setAttribute("role", "status");
  caption.append(sentence);
  progress.className = "backprop-progress";
  figure.append(image, caption, progress);
  el.append(figure);

  function draw() {
    const old = image.src;
    image.src = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    image.style.maxWidth = `min(100%, ${model.get("width")}px)`;
    if (old) URL.revokeObjectURL(old);
  }
  function tell() {
    image.alt = model.get("alt");
    if (sentence.textContent !== model.get("sentence")) sentence.textContent = model.get("sentence");
    progress.textContent = model.get("progress");
  }
  image.addEventListener("click", ({ offsetX, offsetY }) => {
    model.set("clicked", [offsetX / image.clientWidth, offsetY / image.clientHeight]);
    model.save_changes();
  });
  model.on("change:png", draw);
  model.on("change:alt change:sentence change:progress", tell);
  draw();
  tell();
  return () => URL.revokeObjectURL(image.src);
}
export default { render };
