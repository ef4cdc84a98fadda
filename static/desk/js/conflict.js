// An answer to “which of them stands?” is put into its field at once, to be worked on.
// Without this the desk puts it there when the page is sent.
import { editor, form } from "./open-page.js"

const fillIn = {
  async body(before, after) {
    const text = await editor
    const html = text.getHTML()
    if (!before || !after || !html.includes(before)) return false
    return text.commands.setContent(html.replace(before, () => after), { emitUpdate: true })
  },
  field(control, value) {
    if (control.type === "checkbox") control.checked = Boolean(value)
    else control.value = value
    if (control.value !== value && control.type === "select-one") return false
    control.dispatchEvent(new Event("input", { bubbles: true }))
    control.dispatchEvent(new Event("change", { bubbles: true }))
    return true
  },
}

for (const conflict of document.querySelectorAll(".conflict[data-typed]")) {
  const name = conflict.dataset.field
  let stands = conflict.dataset.typed
  conflict.addEventListener("change", async ({ target }) => {
    const answer = target.dataset.answer ?? target.value
    target.dataset.answer = answer
    const wanted = conflict.dataset[answer]
    const filled = await (name === "body" ? fillIn.body(stands, wanted) : fillIn.field(form.elements[name], wanted))
    // The field holds the answer from now on; what is not filled in is the desk's to put there.
    target.value = filled ? "typed" : answer
    if (filled) stands = wanted
  })
}
