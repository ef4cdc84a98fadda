// This page's words in this browser, while the desk has not confirmed them.
import { dropCopy, keepCopy } from "./browser-copy.js"
import { gettext } from "./element.js"
import { form, hidden, keeping, thisWindow, typed } from "./open-page.js"
import { tell } from "./save-status.js"

export function keepPage() {
  const { article, autosave } = keeping
  const words = { article, autosave, window: thisWindow, typed: typed(), headline: form.elements.headline.value }
  if (keepCopy(hidden("opened_by"), hidden("page"), words)) return
  tell(gettext("This browser keeps no copies. Leave the page open until it says Saved."), { bad: true })
}

export const dropPage = (page) => dropCopy(hidden("opened_by"), page)
