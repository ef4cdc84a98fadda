// This page's words in this browser, while the desk has not confirmed them.
import { dropCopy, keepCopy } from "./browser-copy.js"
import { gettext } from "./element.js"
import { form, hidden, keeping, thisWindow, typed } from "./open-page.js"
import { tell } from "./save-status.js"

let next = null // what is to be written, as soon as the disk has what is being written
let isWriting = false

async function write() {
  isWriting = true
  while (next) {
    const { page, ...words } = next
    next = null
    if (await keepCopy(hidden("opened_by"), page, words)) continue
    tell(gettext("This browser keeps no copies. Leave the page open until it says Saved."), { bad: true })
  }
  isWriting = false
}

export function keepPage() {
  const { article, autosave } = keeping
  next = { page: hidden("page"), article, autosave, window: thisWindow, typed: typed(), headline: form.elements.headline.value }
  if (!isWriting) write()
}

export function dropPage(page) {
  if (next?.page === page) next = null
  return dropCopy(hidden("opened_by"), page)
}
