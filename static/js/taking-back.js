// "Take my answer back" stands among a practice's answers while there is one, and goes once it is taken back: then
// nothing is chosen any more. The rate screen and a member's screen in the meeting use it.
function offerTakingBack(form, answer) {
  const back = form.querySelector("[name=answer][value=withdrawn]");
  const stands = Boolean(answer) && answer !== "withdrawn";
  if (!stands) {
    back.checked = false;
    // What goes must not take the focus with it.
    if (back === document.activeElement) form.querySelector("[name=answer]").focus({ preventScroll: true });
  }
  back.closest("label").hidden = !stands;
}
