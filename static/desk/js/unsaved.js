// Asks before typed words are left behind.
const form = document.getElementById("article_form")
let touched = false // the editor tidies its text on opening; that is nobody's change
let unsaved = false

for (const kind of ["keydown", "pointerdown", "drop"]) {
  form?.addEventListener(kind, () => { touched = true }, true)
}
for (const kind of ["input", "change"]) {
  form?.addEventListener(kind, () => { unsaved ||= touched })
}
form?.addEventListener("submit", () => { unsaved = false })
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault()
})
// After a refusal the words on the page are still nowhere else.
if (form?.querySelector(".story-problems")) unsaved = true
