// Pictures inside pasted words are files of another machine or site: the writer is told to bring them.
import { sayCount } from "./wording.js"

let note

export function tellOfPictures(html, editor) {
  if (html.includes("data-pm-slice")) return // the editor's own pictures are the library's
  const count = new DOMParser().parseFromString(html, "text/html").images.length
  if (!note) {
    note = document.createElement("p")
    note.className = "help left-behind"
    note.setAttribute("role", "status")
    editor.view.dom.closest(".prose-editor").before(note)
  }
  note.textContent = count ? sayCount(
    "%(count)s picture in what you pasted did not come along. Drop its file into the text.",
    "%(count)s pictures in what you pasted did not come along. Drop their files into the text.",
    count,
  ) : ""
}
