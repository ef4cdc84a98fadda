// What is typed goes to its person's slot at the desk a second after typing stops.
import { dropCopy, keepCopy } from "./browser-copy.js"
import { gettext } from "./element.js"
import { editor, form, hidden, keeping, thisWindow, typed } from "./open-page.js"
import { tell } from "./save-status.js"
import { keep, wentWell, wentWrong } from "./slot.js"

const REST = 1000 // since the last key
const LONGEST = 10_000 // for whoever types without rest, and between two attempts

let confirmed = null // what the desk has, as text; null until the page stands
let declined = false // to sign in again: not asked at every key
let stopped = false
let sending = null
let since = 0
let timer

const now = () => JSON.stringify(typed())
const begin = () => { confirmed ??= now() } // once the editor has tidied its text: nobody's change

// Whether something is typed that the desk has not confirmed.
export const isPending = () => !stopped && confirmed !== null && now() !== confirmed

function copy() {
  const { article, autosave } = keeping
  const words = { article, autosave, window: thisWindow, typed: typed(), headline: form.elements.headline.value }
  if (keepCopy(hidden("opened_by"), hidden("page"), words)) return
  tell(gettext("This browser keeps no copies. Leave the page open until it says Saved."), { bad: true })
}

function wait(time) {
  clearTimeout(timer)
  since ||= Date.now()
  timer = setTimeout(save, Math.max(0, Math.min(time, since + LONGEST - Date.now())))
}

function tryAgain() {
  declined = false
  save()
}

async function send() {
  const [page, sent] = [hidden("page"), now()]
  const { saved, status, moved } = await keep(typed(), { ask: !declined }).catch(() => ({}))
  if (moved) dropCopy(hidden("opened_by"), page)
  if (saved) {
    confirmed = sent
    declined = false
    tell(wentWell(saved))
    if (now() === confirmed) dropCopy(hidden("opened_by"), page)
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
  if (isPending()) wait(well ? REST : LONGEST)
}

// Anything may have changed something: scripts of others move names and choose topics.
export function look() {
  if (!keeping || !isPending()) return
  copy()
  wait(REST)
}

// While a button is being pressed nothing is sent: the press sends it all.
export function stop() {
  if (isPending()) copy()
  stopped = true
  clearTimeout(timer)
}

export function goOn() {
  stopped = false
  look()
}

if (keeping) {
  editor.then(() => setTimeout(begin))
  for (const kind of ["focusin", "keydown", "pointerdown"]) form.addEventListener(kind, begin, true)
  for (const kind of ["input", "change", "click", "keyup"]) document.addEventListener(kind, () => setTimeout(look))
  window.django?.jQuery(form).on("change", () => setTimeout(look)) // Select2 tells jQuery alone
  addEventListener("online", save)
  document.addEventListener("desk:signing-out", () => { stopped = true }) // nothing is kept from here on
  addEventListener("pageshow", ({ persisted }) => persisted && goOn())
}
