// The moderators’ queue without page loads. Without this script the same buttons send a form.
import { ask, decide } from "./queue-decide.js"
import "./queue-keys.js"
import "./queue-refill.js"
import "./queue-select.js"
import { form, tell } from "./queue-send.js"
import "./queue-watch.js"

const VERBS = ["approve", "reject", "mark_as_spam", "hold"]

form?.addEventListener("submit", (event) => {
  const button = event.submitter
  const card = button?.closest(".comment-card")
  if (!card) return
  event.preventDefault()
  if (VERBS.includes(button.name)) decide(button.name, [card], button.formAction)
  else ask(button, card).catch((error) => tell(error.message))
})
