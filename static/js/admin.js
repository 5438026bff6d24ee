// What Django's admin leaves without a name for people who do not see it.

// A search box (select2) stands in for a hidden field: it is named by the field's label and what is chosen in it.
function nameSearchBoxes() {
  for (const box of document.querySelectorAll(".select2-selection")) {
    const field = box.closest(".select2").previousElementSibling;
    const label = field.labels?.[0];
    const chosen = box.querySelector(".select2-selection__rendered");
    if (!label || !chosen) continue;
    label.id ||= `${field.id}_label`;
    box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    // Said to be a text box of its own, without a name; it is the text in the box.
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
  }
}

// A heading that says nothing is an empty cell.
for (const heading of document.querySelectorAll(".inline-group th")) {
  if (!heading.textContent.trim()) heading.setAttribute("role", "cell");
}

// After Django's own, which makes the boxes when the page is ready.
window.django?.jQuery?.(nameSearchBoxes);
