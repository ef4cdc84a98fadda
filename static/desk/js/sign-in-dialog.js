// The question for a password, in an open page. `now` is who else has signed in meanwhile, or "".
import { gettext, make, say } from "./element.js"

export function dialogFor(username, now) {
  const title = make("h2", { id: "sign-in-title", textContent: gettext("Sign in again") })
  const told = now
    ? say("%(name)s has signed in in this browser since you opened this page. Nothing is saved in that name. Sign in as yourself to go on.", { name: now })
    : gettext("Your sign-in has run out. Your words are kept in this page; sign in to go on.")
  const password = make("input", { type: "password", id: "sign-in-password", autocomplete: "current-password", required: true })
  const label = make("label", { htmlFor: password.id, textContent: say("Password of %(name)s", { name: username }) })
  const problem = make("p", { className: "sign-in-problem", role: "alert" })
  const later = make("button", { type: "button", className: "step", textContent: gettext("Not now") })
  const go = make("button", { className: "step step-publish", textContent: gettext("Sign in") })
  const form = make("form", { method: "dialog" }, [label, password, problem, make("p", { className: "sign-in-buttons" }, [go, later])])
  const dialog = make("dialog", { className: "sign-in-again" }, [title, make("p", { textContent: told }), form])
  dialog.setAttribute("aria-labelledby", title.id)
  return { dialog, form, password, problem, later }
}
