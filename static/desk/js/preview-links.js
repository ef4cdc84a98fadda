// Makes and revokes preview links without leaving the story; copies one.
import { gettext } from "./wording.js"

const form = document.getElementById("preview-link-form")
const part = document.querySelector("[data-preview-links]")

function addCopyButtons() {
  for (const address of part.querySelectorAll("input[readonly]")) {
    const copy = document.createElement("button")
    copy.type = "button"
    copy.textContent = gettext("Copy")
    copy.addEventListener("click", async () => {
      address.select()
      const copied = await navigator.clipboard?.writeText(address.value).then(() => true, () => false)
      if (!copied) document.execCommand("copy") // without HTTPS, or where the clipboard is refused
      copy.textContent = gettext("Copied")
    })
    address.after(copy)
  }
}

async function send(event) {
  event.preventDefault()
  const revokes = event.submitter.getAttribute("formaction")
  const answer = await fetch(revokes ?? form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "fetch" },
    redirect: "manual",
  }).catch(() => undefined)
  if (!answer || answer.type === "opaqueredirect" || answer.status === 403) {
    form.submit() // in a tab of its own, where the server says what is wrong
    return
  }
  part.innerHTML = await answer.text()
  addCopyButtons()
  part.querySelector(revokes ? ".preview-link-make" : "li button").focus()
}

if (form && part) {
  addCopyButtons()
  form.addEventListener("submit", send)
}
