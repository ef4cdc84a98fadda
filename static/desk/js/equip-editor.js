// What every text editor of the desk has: clean pasting, its label as a name for assistive
// technology, and the toolbar.
import { cleanPasted } from "./clean-paste.js"
import { tellOfPictures } from "./pasted-pictures.js"
import { makeToolbar } from "./toolbar.js"

export function equipEditor(editor, textarea) {
  const transformPastedHTML = (html) => {
    tellOfPictures(html, editor)
    return cleanPasted(html)
  }
  editor.setOptions({ editorProps: { transformPastedHTML } })
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  label.id ||= `${textarea.id}-label`
  const text = editor.view.dom
  text.setAttribute("role", "textbox")
  text.setAttribute("aria-multiline", "true")
  text.setAttribute("aria-labelledby", label.id)
  if (textarea.hasAttribute("aria-invalid")) text.setAttribute("aria-invalid", "true")
  label.removeAttribute("for")
  label.addEventListener("click", () => editor.commands.focus())
  if (editor.isInitialized) makeToolbar(editor)
  else editor.on("create", () => makeToolbar(editor))
}
