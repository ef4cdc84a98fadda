// A sign-in that has run out is renewed in the open page, and nothing on it is touched.
import { fill, gettext, make } from "./element.js"
import { hidden, keeping } from "./open-page.js"

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

function dialogFor(now) {
  const title = make("h2", { id: "sign-in-title", textContent: gettext("Sign in again") })
  const told = now
    ? fill(gettext("%s has signed in in this browser since you opened this page. Nothing is saved in that name. Sign in as yourself to go on."), now)
    : gettext("Your sign-in has run out. Your words are kept in this page; sign in to go on.")
  const password = make("input", { type: "password", id: "sign-in-password", autocomplete: "current-password", required: true })
  const label = make("label", { htmlFor: password.id, textContent: fill(gettext("Password of %s"), keeping.username) })
  const problem = make("p", { className: "sign-in-problem", role: "alert" })
  const later = make("button", { type: "button", className: "step", textContent: gettext("Not now") })
  const go = make("button", { className: "step step-publish", textContent: gettext("Sign in") })
  const form = make("form", { method: "dialog" }, [label, password, problem, make("p", { className: "sign-in-buttons" }, [go, later])])
  const dialog = make("dialog", { className: "sign-in-again" }, [title, make("p", { textContent: told }), form])
  dialog.setAttribute("aria-labelledby", title.id)
  return { dialog, form, password, problem, later }
}

let asking = null

// Ask for the password; resolves to whether it was given. One question at a time.
export function signInAgain(now = "") {
  asking ??= new Promise((resolve) => {
    const { dialog, form, password, problem, later } = dialogFor(now)
    let signedIn = false
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      problem.textContent = await knock(password.value).catch(() => gettext("The desk does not answer. Try again."))
      signedIn = !problem.textContent
      if (signedIn) dialog.close()
      else password.select()
    })
    later.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      asking = null
      resolve(signedIn)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
  return asking
}

// Whether this page's own person is signed in; where they are not, they may be asked.
export async function isMyself({ ask = true } = {}) {
  const { person, name } = await whoIsHere()
  return String(person) === hidden("opened_by") || (ask && signInAgain(person === null ? "" : name))
}
