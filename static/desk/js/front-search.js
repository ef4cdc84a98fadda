// Finds stories as one types, and places what is chosen.
import { form, lead, place } from "./front-rows.js"
import { gettext, sayCount } from "./wording.js"

const words = document.getElementById("front-words")
const found = document.getElementById("found")
const status = document.getElementById("front-status")
let turn = 0
let typing

async function search() {
  const mine = ++turn
  const answer = await fetch(`${form.dataset.stories}?${new URLSearchParams({ q: words.value })}`)
    .then((response) => (response.ok ? response.text() : null), () => null)
  if (mine !== turn) return // a later question was faster
  if (answer === null) {
    status.textContent = gettext("The stories do not answer. Try again.")
    return
  }
  found.innerHTML = answer
  status.textContent = sayCount("%(count)s story found", "%(count)s stories found", found.querySelectorAll(".found-story").length)
}

words.addEventListener("input", () => {
  clearTimeout(typing)
  typing = setTimeout(search, 150)
})
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return
  event.preventDefault()
  clearTimeout(typing)
  search()
})
found.addEventListener("click", (event) => {
  const button = event.target.closest("button")
  if (!button) return
  event.preventDefault()
  const story = button.closest(".found-story")
  if (button.value.startsWith("lead")) lead(story)
  else place(story)
})
