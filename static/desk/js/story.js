// The story's page: each behaviour is a module of its own.
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
import { equipEditor } from "./equip-editor.js"

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  equipEditor(editor, textarea)
  document.querySelector(`.story-problems a[href="#${textarea.id}"]`)?.addEventListener("click", (event) => {
    event.preventDefault() // the textarea it leads to is hidden
    editor.chain().focus().scrollIntoView().run()
  })
})
