// After a rejection: why, with one key. Whoever goes on without an answer has skipped it.
import { send, tell } from "./queue-send.js"
import { settle } from "./queue-settle.js"

const form = document.getElementById("queue-why")
let rejected = null

export function askWhy(entry) {
  rejected = entry
  form.hidden = false
}

export function forgetWhy() {
  if (!form) return
  rejected = null
  form.hidden = true
  form.elements.note.value = ""
}

async function explain(entry, reason) {
  const { batch, decided } = await entry.answer
  if (!batch) return
  const seen = Object.entries(decided).map(([number, mark]) => [`mark-${number}`, mark])
  const pairs = [...seen, ["batch", batch], ["reason", reason], ["note", form.elements.note.value]]
  if (form.elements.told.checked) pairs.push(["told", "on"])
  const data = settle(await send(form.action, pairs), entry.some)
  if (!data.batch) return // decided by another meanwhile: the card is back, and the note stays
  entry.answer = Promise.resolve(data) // undoing takes back both
  if (entry === rejected) forgetWhy()
}

form?.addEventListener("submit", (event) => {
  event.preventDefault()
  const button = event.submitter
  const note = form.elements.note
  if ("needsWords" in button.dataset && !note.value.trim()) note.focus()
  else if (rejected) explain(rejected, button.value).catch((error) => tell(error.message))
})

// Enter, which would press the first reason of all.
form?.elements.note.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return
  event.preventDefault()
  form.querySelector("[data-needs-words]").click()
})
