// The button of a kind that readers are told of asks for the notice first, where it stands; a kind
// that is chosen for a schedule shows it, too. Without this the notice stands open.
import { make } from "./element.js"

const form = document.getElementById("article_form")
const part = () => document.getElementById("panel-changes")?.parentElement
const go = make("button", { className: "step step-publish kind-go", name: "_publish_as" })

function show() {
  const field = part()?.querySelector("#field-notice")
  if (!field) return
  const { change, notice } = form.elements
  const asks = part().querySelector(`.kind[value="${change.value}"]`)?.dataset.asks
  const isSilent = ["", "silent-fix"].includes(change.value)
  field.hidden = isSilent && !notice.value && !field.classList.contains("has-errors")
  if (go.previousElementSibling !== notice) notice.after(go)
  go.hidden = !asks
  go.value = change.value
  go.textContent = asks
}

function askFirst(event) {
  const button = event.target.closest("[data-asks]")
  const { change, notice } = form.elements
  if (!button || notice.value.trim()) return
  event.preventDefault()
  change.value = button.value
  change.dispatchEvent(new Event("change", { bubbles: true }))
  notice.focus()
}

form?.addEventListener("click", askFirst)
form?.addEventListener("change", show)
form?.addEventListener("keydown", (event) => {
  const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.name === "notice"
  if (!sends || go.hidden) return
  event.preventDefault()
  go.click()
})
document.addEventListener("desk:fresh", show)
show()
