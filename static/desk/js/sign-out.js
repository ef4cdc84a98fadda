// Signing out clears this browser of the person's words: the desk gets them first, and where it
// cannot be reached the person is asked.
import { copiesOf, dropCopy, handOver } from "./browser-copy.js"
import { gettext, make } from "./element.js"

const form = document.getElementById("logout-form")
const person = document.querySelector("meta[name=desk-person]")?.content

function post(address, pairs) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value
  const headers = { Accept: "application/json", "X-CSRFToken": token }
  return fetch(address, { method: "POST", body: new URLSearchParams(pairs), headers })
}

// Whether to sign out although words are lost by it.
function ask(copies) {
  const title = make("h2", { id: "sign-out-title", textContent: gettext("Not everything is saved") })
  const told = make("p", { textContent: gettext("The desk cannot be reached. If you sign out now, words that are only in this browser are deleted:") })
  const list = make("ul", {}, copies.map(({ headline }) => make("li", { textContent: headline || gettext("(no headline)") })))
  const stay = make("button", { className: "step step-publish", value: "stay", textContent: gettext("Stay signed in") })
  const lose = make("button", { className: "step", value: "lose", textContent: gettext("Delete them and sign out") })
  const dialog = make("dialog", { className: "sign-in-again" }, [
    title, told, list, make("form", { method: "dialog", className: "sign-in-buttons" }, [stay, lose]),
  ])
  dialog.setAttribute("aria-labelledby", title.id)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(dialog.returnValue === "lose")
    })
  })
}

// What the desk does not take.
async function handAllOver() {
  for (const copy of await copiesOf(person)) await handOver(person, copy, post)
  return copiesOf(person)
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault()
  let left = await handAllOver()
  if (left.length) left = await handAllOver() // the press itself may have kept a copy meanwhile
  if (left.length && !(await ask(left))) return
  document.dispatchEvent(new Event("desk:signing-out"))
  for (const { page } of left) await dropCopy(person, page)
  form.submit()
})
