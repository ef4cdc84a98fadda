// Finds a story as one types, from anywhere at the desk: “/” leads to the field, and Enter opens
// what is found. Without this the field leads to the list of stories.
import { gettext } from "./element.js"
import { suggestionsUnder } from "./suggestions.js"

const PAUSE = 150 // milliseconds without a key
const SHORTEST = 2 // letters
const form = document.querySelector(".desk-find")
const field = form?.querySelector("input")
let turn = 0
let waiting

async function storiesWith(words) {
  const answer = await fetch(`${form.dataset.found}?${words}`)
  const { stories } = await answer.json()
  const list = { text: form.dataset.all, address: `${form.action}?${words}` }
  return [...stories.map(({ headline, ...rest }) => ({ text: headline, ...rest })), list]
}

async function search(suggestions) {
  const mine = ++turn
  const found = await storiesWith(new URLSearchParams({ q: field.value })).catch(() => [])
  if (mine === turn) suggestions.show(found) // unless a later question was faster
}

function lead(event) {
  const isTyped = event.target.closest("input, textarea, select, [contenteditable]")
  if (event.key !== "/" || event.ctrlKey || event.metaKey || isTyped || document.querySelector("dialog[open]")) return
  event.preventDefault()
  field.select()
}

if (field) {
  const suggestions = suggestionsUnder(field, gettext("Stories found"), ({ address }) => location.assign(address))
  field.addEventListener("input", () => {
    turn += 1
    clearTimeout(waiting)
    suggestions.close()
    if (field.value.trim().length >= SHORTEST) waiting = setTimeout(search, PAUSE, suggestions)
  })
  field.addEventListener("blur", () => { turn += 1; clearTimeout(waiting) })
  document.addEventListener("keydown", lead)
}
