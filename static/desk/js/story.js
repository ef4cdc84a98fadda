// The story's page: the editor's names for assistive technology, the order of bylines, and the
// question before unsaved words are left behind.
import "./bylines.js"
import "./mentions.js"
import "./notes.js"
import "./select-names.js"
import "./unsaved.js"
import { makeToolbar } from "./toolbar.js"

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  const text = editor.view.dom
  text.setAttribute("role", "textbox")
  text.setAttribute("aria-multiline", "true")
  text.setAttribute("aria-labelledby", label.id)
  if (textarea.hasAttribute("aria-invalid")) text.setAttribute("aria-invalid", "true")
  label.removeAttribute("for")
  label.addEventListener("click", () => editor.commands.focus())
  document.querySelector(`.story-problems a[href="#${textarea.id}"]`)?.addEventListener("click", (event) => {
    event.preventDefault() // the textarea it leads to is hidden
    editor.chain().focus().scrollIntoView().run()
  })
  if (editor.isInitialized) makeToolbar(editor)
  else editor.on("create", () => makeToolbar(editor))
})
