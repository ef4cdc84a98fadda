// The story's page: each behaviour is a module of its own; here the editor gets its names for
// assistive technology.
import "./bylines.js"
import "./conflict.js"
import "./counts.js"
import "./kinds.js"
import "./left-words.js"
import "./length-guide.js"
import "./mentions.js"
import "./next-times.js"
import "./notes.js"
import "./panel.js"
import "./presence.js"
import "./press.js"
import "./preview-links.js"
import "./preview.js"
import "./save-key.js"
import "./select-names.js"
import "./sharing.js"
import "./stray-files.js"
import "./told.js"
import "./unsaved.js"
import { cleanPasted } from "./clean-paste.js"
import { tellOfPictures } from "./pasted-pictures.js"
import { makeToolbar } from "./toolbar.js"

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const transformPastedHTML = (html) => {
    tellOfPictures(html, editor)
    return cleanPasted(html)
  }
  editor.setOptions({ editorProps: { transformPastedHTML } })
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
