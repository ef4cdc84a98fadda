// A sign-in that has run out is renewed in the open page, and nothing on it is touched.
import { gettext } from "./element.js"
import { hidden, keeping } from "./open-page.js"
import { tell } from "./save-status.js"
import { dialogFor } from "./sign-in-dialog.js"

// The token that the desk asks for with everything that is sent.
export const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value

function renewTokens(fresh) {
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = fresh
}

// Who is signed in in this browser, by number; null for nobody. Fails where the desk is not reached.
export async function whoIsHere() {
  const response = await fetch(keeping.signIn, { headers: { Accept: "application/json" } })
  if (!response.ok) throw new Error(response.status)
  const answer = await response.json()
  renewTokens(answer.token)
  return answer
}

async function knock(password) {
  const body = new URLSearchParams({ username: keeping.username, password, opened_by: hidden("opened_by") })
  const headers = { Accept: "application/json", "X-CSRFToken": token() }
  const response = await fetch(keeping.signIn, { method: "POST", body, headers })
  if (response.status === 429) return gettext("Too many wrong passwords. Try again in a quarter of an hour.")
  const answer = await response.json()
  if (!response.ok) return answer.told
  renewTokens(answer.token)
  return ""
}

let asking = null

// Ask for the password; resolves to whether it was given. One question at a time.
// Whoever is typing is asked quietly: a box that took their keys would lose the words they spell.
function signInAgain(now, quietly) {
  if (asking && !quietly) asking.password.focus()
  asking ??= ask(dialogFor(keeping.username, now), quietly)
  return asking.answer
}

function ask({ dialog, form, password, problem, later }, quietly) {
  let signedIn = false
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    problem.textContent = await knock(password.value).catch(() => gettext("The desk does not answer. Try again."))
    signedIn = !problem.textContent
    if (signedIn) dialog.close()
    else password.select()
  })
  later.addEventListener("click", () => dialog.close())
  document.body.append(dialog)
  if (quietly) {
    dialog.open = true // unlike show(), this leaves the cursor where it is
    const told = gettext("Not saved: you are signed out. Kept in this browser.")
    tell(told, { bad: true, remedy: [gettext("Sign in again"), () => password.focus()] })
  } else dialog.showModal()
  const answer = new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove()
      asking = null
      resolve(signedIn)
    })
  })
  return { answer, password }
}

// Whether this page's own person is signed in; where they are not, they may be asked.
export async function isMyself({ ask = true, quietly = false } = {}) {
  const { person, name } = await whoIsHere()
  return String(person) === hidden("opened_by") || (ask && signInAgain(person === null ? "" : name, quietly))
}
