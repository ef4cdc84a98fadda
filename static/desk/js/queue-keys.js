// One key presses the button that names it (aria-keyshortcuts): on the card at hand, or beside the
// cards. Never while somebody types; and who does not want it switches it off.
import { current, goTo, rowOf, step } from "./queue-cards.js"

const TYPING = "input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]"
const OFF = "queue-keys-off"
const MOVES = { j: 1, k: -1 }
const isOn = document.getElementById("queue-keys-on")

if (isOn) {
  isOn.checked = localStorage.getItem(OFF) === null
  isOn.addEventListener("change", () => (isOn.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")))
}

function nameOf({ key, shiftKey }) {
  if (!/^[a-z]$/i.test(key)) return key
  return shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase()
}

function buttonFor(key) {
  const named = `[aria-keyshortcuts~="${CSS.escape(key)}"]`
  const beside = [...document.querySelectorAll(named)].filter((button) => !button.closest(".queue-row, .comment-card"))
  const here = current() ? [...rowOf(current()).querySelectorAll(named)] : []
  return [...here, ...beside].find((button) => button.checkVisibility())
}

function press(event) {
  const key = nameOf(event)
  const button = key in MOVES ? undefined : buttonFor(key)
  if (!button && !(key in MOVES)) return
  event.preventDefault()
  if (!button) return step(MOVES[key])
  button.click()
  enter(button.parentElement) // at once: the next key may be the first letter of an answer
}

function enter(box) {
  if (box.open && box.matches(".card-answer, .queue-find")) box.querySelector("textarea, [name=q]").focus()
}

// Inside an answer: publish it, or go back to its card.
function leaveField(event, field) {
  const box = field.closest(".card-more")
  if (event.key === "Escape") {
    box.open = false
    goTo(field.closest(".comment-card"))
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    box.querySelector("button").click()
  }
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest(".card-more textarea")
  if (field) leaveField(event, field)
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return
  if (isOn?.checked === false || event.target.closest(TYPING)) return
  press(event)
})

document.addEventListener("toggle", ({ target }) => enter(target), true)
