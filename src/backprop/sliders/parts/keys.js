// While a field has the focus, its keys are its own, and JupyterLab's only with Ctrl or ⌘ held: so Ctrl+S saves.
const EDITING = "acvxyz"; // with Ctrl or ⌘ these edit text
function guard(field) {
  const judge = ({ target, ctrlKey, metaKey, key }) => {
    if (target !== field) return;
    if ((ctrlKey || metaKey) && !EDITING.includes(key.toLowerCase())) delete field.dataset.lmSuppressShortcuts;
    else field.dataset.lmSuppressShortcuts = "true";
  };
  field.dataset.lmSuppressShortcuts = "true";
  field.addEventListener("focus", () => window.addEventListener("keydown", judge, true)); // before JupyterLab sees it
  field.addEventListener("blur", () => window.removeEventListener("keydown", judge, true));
  return field;
}
