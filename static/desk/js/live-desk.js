// The entry that is being written: Ctrl-Enter and ⌘-Enter publish it, and until the desk says that
// it is kept its words are in this browser, too.
import { equipEditor } from "./equip-editor.js"
import { gettext } from "./element.js"
import "./stray-files.js"

const form = document.getElementById("live-form")
const OFTEN = 500 // milliseconds: so much of the writing can be lost in a crash
const { headline, press } = form.elements
const name = `live-entry:${form.dataset.person}:${location.pathname}`
let editor
let timer

const words = () => ({ headline: headline.value, body: editor.isEmpty ? "" : editor.getHTML(), press: press.value })

function attempt(task) {
  try {
    return task()
  } catch {
    return undefined // the browser keeps nothing, and the page works without
  }
}

function keep() {
  timer = clearTimeout(timer)
  const typed = words()
  if (typed.headline || typed.body) localStorage.setItem(name, JSON.stringify(typed))
  else localStorage.removeItem(name)
}

function keepSoon() {
  timer ??= setTimeout(attempt, OFTEN, keep)
}

// Words that were kept by a page that closed. A page that came back from the desk has them itself.
function goOn() {
  const kept = JSON.parse(localStorage.getItem(name))
  if (!kept) return
  if (form.dataset.presses.split(" ").includes(kept.press)) {
    localStorage.removeItem(name)
  } else if (!("cameBack" in form.dataset)) {
    headline.value = kept.headline
    editor.commands.setContent(kept.body)
    press.value = kept.press
    document.getElementById("live-kept").textContent = gettext("These words were kept by this browser. They are not published yet.")
  }
}

document.addEventListener("prose-editor:ready", ({ detail }) => {
  editor = detail.editor
  equipEditor(editor, detail.textarea)
  const begin = () => {
    attempt(goOn)
    if (!location.hash) editor.commands.focus("end")
    editor.on("update", keepSoon)
    form.addEventListener("input", keepSoon)
    addEventListener("pagehide", () => timer && attempt(keep))
    form.dataset.ready = ""
  }
  if (editor.isInitialized) begin()
  else editor.on("create", begin)
})

form.addEventListener("submit", (event) => {
  if ("isSent" in form.dataset) event.preventDefault() // pressed twice, sent once
  form.dataset.isSent = ""
  if (editor) attempt(keep)
})
addEventListener("pageshow", () => delete form.dataset.isSent)

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey) return
  if (document.querySelector("dialog:modal")) return
  event.preventDefault()
  event.stopPropagation() // to the editor it is a line break
  const button = form.querySelector("[value=publish]") ?? form.querySelector("[value=draft]")
  if (!event.repeat) form.requestSubmit(button)
}, { capture: true })
const publish = form.querySelector("[value=publish]")
publish?.setAttribute("aria-keyshortcuts", "Control+Enter Meta+Enter")
if (publish) publish.title = /Mac|iP/.test(navigator.platform) ? "⌘↩" : "Ctrl+Enter"
