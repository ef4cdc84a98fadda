// Notes are sent and shown without leaving the page, so that unsaved words of the story stay.
import { gettext } from "./wording.js"

const place = document.querySelector("[data-notes]")
const form = document.getElementById("notes-form")

// What is typed into a note is no change to the story.
for (const kind of ["input", "change"]) place?.addEventListener(kind, (event) => event.stopPropagation())

async function send(button) {
  const typed = new FormData(form)
  typed.set("page", "notes")
  typed.set(button.name, button.value)
  const answer = await fetch(form.action, { method: "POST", body: typed, headers: { Accept: "text/html" } })
  if (![200, 422].includes(answer.status)) throw new Error(answer.status)
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const notes = page.getElementById("notes")
  if (!notes) throw new Error("signed out")
  place.replaceChildren(notes, ...page.querySelectorAll(".messagelist"))
  const mistake = place.querySelector(".errorlist")?.parentElement.querySelector("textarea")
  const next = mistake ?? place.querySelector(".note-new textarea")
  next?.focus({ preventScroll: !mistake })
}

form?.addEventListener("submit", (event) => {
  const button = event.submitter
  if (!button || !place) return
  event.preventDefault()
  button.disabled = true
  send(button).catch(() => {
    button.disabled = false
    const told = document.createElement("p")
    told.className = "errornote"
    told.setAttribute("role", "alert")
    told.textContent = gettext("The note was not sent. It still stands here; try again.")
    place.querySelector(".errornote")?.remove()
    place.append(told)
  })
})

// Words selected in the story become the passage that the note is about.
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection()
  const inText = selection.anchorNode?.parentElement?.closest(".ProseMirror")
  const words = inText ? selection.toString().trim() : ""
  if (words) place?.setAttribute("data-selected", words.slice(0, 1000))
  else if (inText) place?.removeAttribute("data-selected")
})

place?.addEventListener("toggle", ({ target }) => {
  if (!target.open || !target.matches(".note-passage")) return
  const passage = target.querySelector("textarea")
  passage.value ||= place.dataset.selected ?? ""
}, true)
