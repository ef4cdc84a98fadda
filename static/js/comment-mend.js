/**
 * Shows the form as the server sent it back in `page`, with its messages; what is typed and ticked
 * stays as it is. Returns the field that is to have the focus, undefined where none is wrong.
 */
export function mend(page) {
  const form = document.getElementById("commentform");
  const theirs = page.getElementById("commentform");
  for (const { name, value, checked } of [...form.elements].filter((field) => field.name)) {
    if (name !== "stamp") {
      Object.assign(theirs.elements[name], { value, checked });
    }
  }
  const first = theirs.querySelector("[autofocus]");
  first?.removeAttribute("autofocus");
  form.replaceChildren(...theirs.children);
  form.dispatchEvent(new Event("input"));
  return first ?? undefined;
}
