// A button is pressed only where the desk answers and knows who presses it, so that what is typed
// never ends in a page of the browser's, or of the sign-in's.
import { goOn, stop } from "./autosave.js"
import { gettext } from "./element.js"
import { form, keeping } from "./open-page.js"
import { tell } from "./save-status.js"
import { isMyself } from "./sign-in-again.js"

let leaving = false
let asking = false

// Whether the page is being sent: then the browser need not ask.
export const isLeaving = () => leaving

async function press(button) {
  asking = true
  stop()
  const told = await isMyself().then(
    (mine) => (mine ? "" : gettext("Nothing was saved: you are signed out. Your words are kept in this browser.")),
    () => gettext("Nothing was saved: the desk does not answer. Your words are kept in this browser."),
  )
  asking = false
  if (told) {
    tell(told, { bad: true, remedy: [gettext("Try again"), () => button.click()] })
    goOn()
    return
  }
  leaving = true
  form.requestSubmit(button)
}

if (keeping) {
  form.addEventListener("submit", (event) => {
    if (leaving) return
    event.preventDefault()
    if (!asking) press(event.submitter ?? form.querySelector("[name=_transition]"))
  })
  addEventListener("pageshow", () => { leaving = false })
}
