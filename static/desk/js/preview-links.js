// Makes and revokes preview links without leaving the story; copies one.
const gettext = window.gettext ?? ((text) => text)
const form = document.getElementById("preview-link-form")
const part = document.querySelector("[data-preview-links]")

function addCopyButtons() {
  for (const address of part.querySelectorAll("input[readonly]")) {
    const copy = document.createElement("button")
    copy.type = "button"
    copy.textContent = gettext("Copy")
    copy.addEventListener("click", async () => {
      address.select()
      if (navigator.clipboard) await navigator.clipboard.writeText(address.value)
      else document.execCommand("copy") // a page without HTTPS has no other clipboard
      copy.textContent = gettext("Copied")
    })
    address.after(copy)
  }
}

async function send(event) {
  event.preventDefault()
  const isNew = event.submitter.formAction === form.action
  const answer = await fetch(event.submitter.formAction, {
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
  part.querySelector(isNew ? "li button" : "summary")?.focus()
}

if (form && part) {
  addCopyButtons()
  form.addEventListener("submit", send)
}
