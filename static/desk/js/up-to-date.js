// Brings the open page up to date with what the desk shows after a press, and touches nothing that
// is typed meanwhile: not the text, the cursor, nor what can be undone.
import { editor, form, hidden } from "./open-page.js"
import { dropPage } from "./page-copy.js"

// What is typed beside the story: it goes with the buttons that tell readers, and stays with others.
const ASIDE = ["change", "notice", "publish_at"]
const TAKES_ALONG = ["publish", "schedule"]

function valueOf(control) {
  if (control.type === "checkbox") return control.checked
  return control.multiple ? [...control.selectedOptions].map((option) => option.value).join() : control.value
}

export const parse = (text) => new DOMParser().parseFromString(text, "text/html")

// What stands on the page, control by control.
export const standing = () =>
  new Map([...form.elements].filter((one) => one.id && one.name && one.type !== "submit").map((one) => [one, valueOf(one)]))

async function write(control, value) {
  if (control.type === "checkbox") control.checked = value
  else if (control.id !== "id_body") control.value = value
  else if (!parse(value).body.isEqualNode(parse(control.value).body)) (await editor).commands.setContent(value)
}

function renew(fresh) {
  for (const part of fresh.querySelectorAll("[data-fresh]")) {
    const mine = document.getElementById(part.id)
    const isTypedIn = mine?.querySelector("textarea") && part.querySelector("textarea")
    if (mine && !isTypedIn) mine.replaceChildren(...part.childNodes)
  }
  document.title = fresh.title
}

// `fresh` is the page after `step`, `sent` what stood on it then. Resolves to whether something is
// typed that the desk does not have.
export async function bringUpToDate(fresh, sent, step) {
  const page = hidden("page")
  let isTypedOn = false
  for (const [control, was] of sent) {
    const now = fresh.getElementById(control.id)
    const staysTyped = ASIDE.includes(control.name) && !TAKES_ALONG.includes(step)
    if (valueOf(control) !== was || (staysTyped && was)) isTypedOn = true
    else if (now && valueOf(now) !== was) await write(control, valueOf(now))
  }
  renew(fresh)
  await dropPage(page)
  document.dispatchEvent(new Event("desk:fresh"))
  return isTypedOn
}
