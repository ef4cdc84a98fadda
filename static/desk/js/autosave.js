// What is typed goes to its person's slot at the desk a second after typing stops.
import { gettext } from "./element.js"
import { editor, form, hidden, keeping, typed } from "./open-page.js"
import { dropPage, keepPage } from "./page-copy.js"
import { tell } from "./save-status.js"
import { keep, wentWell, wentWrong } from "./slot.js"

const REST = 1000 // since the last key
const LONGEST = 3000 // for whoever types without rest
const AGAIN = 10_000 // between two attempts

let confirmed = null // what the desk has, as text; null until the page stands
let declined = false // to sign in again: not asked at every key
let quietly = true // whoever types is not interrupted
let stopped = false
let leaving = false // the next page may have been made before the desk had these words
let sending = null
let since = 0
let timer

const now = () => JSON.stringify(typed())
const begin = () => { confirmed ??= now() } // once the editor has tidied its text: nobody's change

// Whether something is typed that the desk has not confirmed.
export const isPending = () => !stopped && confirmed !== null && now() !== confirmed

function wait(time, longest = LONGEST) {
  clearTimeout(timer)
  since ||= Date.now()
  timer = setTimeout(save, Math.max(0, Math.min(time, since + longest - Date.now())))
}

async function tryAgain() {
  await sending
  declined = quietly = false
  await save()
  quietly = true
}

async function send() {
  const [page, sent] = [hidden("page"), now()]
  const { saved, status, moved } = await keep(typed(), { ask: !declined, quietly }).catch(() => ({}))
  if (moved) dropPage(page)
  if (saved) {
    confirmed = sent
    declined = false
    tell(wentWell(saved))
    if (now() === confirmed && !leaving) dropPage(page)
  } else if (!moved) {
    declined = Boolean(status)
    tell(wentWrong(status), { bad: true, remedy: [gettext("Try again"), tryAgain] })
  }
  return Boolean(saved || moved)
}

// Save what is typed now, unless the desk has it.
export async function save() {
  clearTimeout(timer)
  since = 0
  await sending
  if (!isPending()) return
  sending = send()
  const well = await sending
  sending = null
  if (isPending()) wait(...(well ? [REST] : [AGAIN, AGAIN]))
}

// Anything may have changed something: scripts of others move names and choose topics.
export function look() {
  if (!keeping || !isPending()) return
  keepPage()
  wait(REST)
}

// While a button is being pressed nothing is sent: the press sends it all.
export function stop() {
  if (isPending()) keepPage()
  stopped = true
  clearTimeout(timer)
}

export function goOn() {
  stopped = false
  look()
}

// The desk has what was pressed; `isTypedOn` where more has been typed than that.
export function settle(isTypedOn) {
  confirmed = isTypedOn ? "" : now()
  goOn()
}

if (keeping) {
  editor.then(() => setTimeout(begin))
  for (const kind of ["focusin", "keydown", "pointerdown"]) form.addEventListener(kind, begin, true)
  for (const kind of ["input", "change", "click", "keyup"]) document.addEventListener(kind, () => setTimeout(look))
  window.django?.jQuery(form).on("change", () => setTimeout(look)) // Select2 tells jQuery alone
  addEventListener("online", save)
  document.addEventListener("desk:signing-out", () => { stopped = true }) // nothing is kept from here on
  addEventListener("beforeunload", () => { leaving = true })
  addEventListener("pageshow", ({ persisted }) => {
    leaving = false
    if (persisted) goOn()
  })
}
