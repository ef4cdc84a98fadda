// The screen of a page that is no story.
import { equipEditor } from "./equip-editor.js"

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => equipEditor(editor, textarea))
