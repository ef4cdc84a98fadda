// Ctrl-S and ⌘-S press the story's save button; the browser's own dialog never opens.
const button = () => document.querySelector(".step-save")

function tell() {
  button()?.setAttribute("aria-keyshortcuts", "Control+S Meta+S")
  if (button()) button().title = /Mac|iP/.test(navigator.platform) ? "⌘S" : "Ctrl+S"
}

document.addEventListener("keydown", (event) => {
  const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
  if (!isSave || event.key.toLowerCase() !== "s") return
  event.preventDefault()
  if (!event.repeat && !document.querySelector("dialog:modal")) button()?.click()
})
document.addEventListener("desk:fresh", tell)
tell()
