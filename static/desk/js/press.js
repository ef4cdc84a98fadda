// A button is pressed only where the desk answers and knows who presses it, so that what is typed
// never ends in a page of the browser's, or of the sign-in's.
import { goOn, stop } from "./autosave.js"
import { gettext } from "./element.js"
import { mayStay, pressInPlace } from "./in-place.js"
import { form, keeping } from "./open-page.js"
import { tell } from "./save-status.js"
import { isMyself } from "./sign-in-again.js"

const SIGNED_OUT = gettext("Nothing was saved: you are signed out. Your words are kept in this browser.")
const SILENT = gettext("Nothing was saved: the desk does not answer. Your words are kept in this browser.")
const CUT_OFF = gettext("The desk did not answer. Your words are kept in this browser. Press again: nothing is done twice.")

let leaving = false
let asking = false
let next = null // the button that was pressed while the desk was being asked

// Whether the page is being sent: then the browser need not ask.
export const isLeaving = () => leaving

function leave(act) {
  leaving = true
  act()
}

async function press(button) {
  const here = await isMyself().then((mine) => (mine ? "" : SIGNED_OUT), () => SILENT)
  if (here) return { told: here }
  return mayStay() ? pressInPlace(button).catch(() => ({ told: CUT_OFF })) : { asks: true }
}

async function pressOnce(button) {
  asking = true
  stop()
  const { told, asks, address } = await press(button)
  asking = false
  const later = next
  next = null
  if (asks) leave(() => form.requestSubmit(button))
  if (address) leave(() => location.assign(address))
  if (!told) return
  if (later?.isConnected) return pressOnce(later) // refused, so nothing has been done yet
  tell(told, { bad: true, remedy: [gettext("Try again"), () => button.click()] })
  goOn()
}

if (keeping) {
  form.addEventListener("submit", (event) => {
    if (leaving) return
    event.preventDefault()
    const button = event.submitter ?? form.querySelector("[name=_transition]")
    if (asking) next = button
    else pressOnce(button)
  })
  addEventListener("pageshow", () => { leaving = false })
}
