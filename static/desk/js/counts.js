// Counts words and reading time while the story is written, as readers' pages do.
import { plainText } from "./plain-text.js"
import { sayCount } from "./wording.js"

const told = document.querySelector("[data-words-a-minute]")
const body = document.getElementById("id_body")

function count() {
  const words = plainText(body.value).split(" ").filter(Boolean).length
  const pace = Number(told.dataset.wordsAMinute)
  const minutes = Math.max(1, Math.floor((words + Math.floor(pace / 2)) / pace))
  told.textContent = [
    sayCount("%(count)s word", "%(count)s words", words),
    sayCount("%(count)s min read", "%(count)s min read", minutes),
  ].join(" · ")
}

let waiting
if (told && body) {
  body.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(count, 200)
  })
}
