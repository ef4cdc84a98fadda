// What is pressed goes to the desk one after the other, and what the desk says of it is told.
import { gettext } from "./element.js"
import { postAsMyself } from "./post.js"

export const form = document.getElementById("changelist-form")
const words = document.querySelector(".queue-told-words")
let last = Promise.resolve()
let waiting = 0

export function tell(text) {
  words.textContent = text
}

export function showCounts(counts = {}) {
  for (const [name, count] of Object.entries(counts)) {
    const place = document.querySelector(`.queue-tabs [data-tab="${name}"] .queue-tab-count`)
    if (place) place.textContent = count
  }
}

function refusal({ status }) {
  if (status === 401) return gettext("Not sent: you are signed out. Press again to sign in.")
  return gettext("The desk refused it. Copy what you have typed, then load the page again.")
}

async function answerOf(response) {
  const isData = response.headers.get("Content-Type")?.includes("json")
  const data = isData ? await response.json() : {}
  if (!response.ok) throw new Error(data.told || refusal(response))
  showCounts(data.counts)
  return data
}

// Fails with an error whose message is for the person.
export function send(address, pairs) {
  waiting += 1
  const answer = last
    .then(() => postAsMyself(address, pairs))
    .catch(() => Promise.reject(new Error(gettext("Not sent: the desk does not answer. Press again."))))
    .then(answerOf)
    .finally(() => { waiting -= 1 })
  last = answer.catch(() => {})
  return answer
}

// What was pressed last may still be on its way.
addEventListener("beforeunload", (event) => {
  if (waiting) event.preventDefault()
})
