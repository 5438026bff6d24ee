// After Back a browser puts into a page drawn anew what was typed there before, with the revision on which it was typed
// (see people/revisions.py). Where it put back nothing, the page shows what is stored: then so does its revision.
const isAsDrawn = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.checked === field.defaultChecked;
  if (!field.options) return field.value === (field.defaultValue ?? field.value);
  const drawn = [...field.options].filter((option) => option.defaultSelected);
  return field.value === (drawn[0] ?? field.options[0])?.value;
};
window.addEventListener("pageshow", () => {
  for (const typedOn of document.querySelectorAll("select[name=typed_on]")) {
    const others = [...typedOn.form.elements].filter((field) => field !== typedOn);
    if (others.every(isAsDrawn)) typedOn.value = typedOn.form.elements.revision.value;
  }
});
