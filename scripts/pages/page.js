// What a page says, where it leads and what can be filled in.
() => {
  const oneLine = (text) => (text || "").replace(/\s+/g, " ").trim();
  const lines = (text) => text.split("\n").map(oneLine).filter(Boolean);
  const label = (control) =>
    oneLine([...(control.labels || [])].map((one) => one.textContent).join(" ")) || control.getAttribute("aria-label") || "";
  const value = (control) => {
    if (control.type === "checkbox" || control.type === "radio")
      return `${control.value}${control.checked ? " (checked)" : ""}`;
    if (control.localName !== "select") return control.value;
    return [...control.options].map((one) => `${one.value}: ${oneLine(one.text)}${one.selected ? " (selected)" : ""}`);
  };
  const described = (control) => ({
    name: control.name,
    type: control.type,
    label: label(control),
    value: value(control),
    text: control.localName === "button" ? oneLine(control.textContent) : "",
    disabled: control.disabled,
  });
  const filledIn = (control) => control.type !== "fieldset" && control.name !== "csrfmiddlewaretoken";
  const where = (form) => ({
    action: form.getAttribute("action"),
    method: form.method,
    kind: form.enctype,
    controls: [...form.elements].filter(filledIn).map(described),
  });
  const loose = [...document.querySelectorAll("input, select, textarea, button")].filter((control) => !control.form);
  return {
    title: document.title,
    language: document.documentElement.lang,
    text: lines(document.body.innerText),
    folded: [...document.querySelectorAll("details:not([open]), dialog:not([open])")].map((one) => oneLine(one.textContent)),
    links: [...document.querySelectorAll("a[href]")].map((link) => ({
      text: oneLine(link.textContent),
      href: link.getAttribute("href"),
      label: link.getAttribute("aria-label") || "",
      download: link.hasAttribute("download"),
    })),
    forms: [...[...document.forms].map(where), ...loose.map(described)],
    tree: null,
    next: [...document.querySelectorAll("a[href]")].map((link) => link.href),
  };
}
