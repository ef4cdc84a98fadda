// “Go live now” leaves the page where it is, where the desk has nothing to ask.
import "./told.js"
import { make } from "./element.js"
import { form } from "./front-rows.js"

let sending = false
// Rows that go, and an arrangement that is changed before its hour, change the whole screen.
const staysAsItIs = () => !form.elements.replaces.value && !form.querySelector("[name$=-remove]:checked")

async function goLive(button) {
  const body = new URLSearchParams([...new FormData(form), [button.name, button.value]])
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } })
  if (!answer.headers.get("Content-Type").startsWith("application/json")) throw new Error("The desk asks.")
  const { opened, told } = await answer.json()
  form.elements.opened.value = opened
  const messages = make("ul", { className: "messagelist" }, [make("li", { className: "success", innerHTML: told })])
  document.getElementById("messages").replaceChildren(messages)
  document.dispatchEvent(new Event("desk:fresh"))
}

form.addEventListener("submit", async (event) => {
  const { submitter } = event
  if (sending || submitter?.value !== "now" || !staysAsItIs()) return
  event.preventDefault()
  sending = true
  await goLive(submitter).catch(() => form.requestSubmit(submitter))
  sending = false
})
