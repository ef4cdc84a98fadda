// The screen on which a front is arranged: rows that move, stories that are found as one types.
import "./front-drag.js"
import "./front-live.js"
import "./front-picture.js"
import "./front-search.js"
import { form, list } from "./front-rows.js"

let unsaved = "typed" in form.dataset // a page that was sent back holds what is nowhere else

for (const kind of ["input", "change", "front:changed"]) {
  form.addEventListener(kind, ({ target }) => { unsaved ||= list.contains(target) || target === list })
}
form.addEventListener("submit", ({ submitter }) => {
  if (submitter?.formTarget !== "_blank") unsaved = false
})
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault()
})
