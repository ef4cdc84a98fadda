import { gettext } from "./wording.js"

// One Tab stop for all buttons of the editor, arrow keys between them, and their state told.
export function makeToolbar(editor) {
  const bar = editor.view.dom.parentElement.querySelector(".prose-menubar")
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", gettext("Formatting"))
  const buttons = [...bar.querySelectorAll("button")]
  const isOpen = (button) => !button.classList.contains("hidden")

  function tell() {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.classList.contains("active")))
      button.setAttribute("aria-disabled", String(button.classList.contains("disabled")))
    }
  }

  function enter(button) {
    for (const other of buttons) other.tabIndex = other === button ? 0 : -1
  }

  bar.addEventListener("keydown", (event) => {
    const onwards = document.dir === "rtl" ? -1 : 1
    const step = { ArrowRight: onwards, ArrowLeft: -onwards }[event.key]
    if (!step) return
    const open = buttons.filter(isOpen)
    const next = open.at((open.indexOf(document.activeElement) + step) % open.length)
    enter(next)
    next.focus()
    event.preventDefault()
  })
  bar.addEventListener("focusin", (event) => enter(event.target))
  editor.on("transaction", tell)
  enter(buttons[0])
  tell()
}
