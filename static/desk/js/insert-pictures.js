// Puts pictures into the text: chosen from the library, or from files taken into it.
import { libraryOf, openLibrary, remember } from "./library-dialog.js"
import { takePictures } from "./take-pictures.js"

function asNode(picture) {
  const content = picture.caption ? [{ type: "text", text: picture.caption }] : []
  return { type: "libraryPicture", attrs: { picture: String(picture.id) }, content }
}

export async function insertPictures(editor) {
  const pictures = await openLibrary(libraryOf(editor), { several: true })
  if (pictures.length) editor.chain().focus().insertContent(pictures.map(asNode)).run()
}

export async function takeInto(editor, files, pos) {
  const pictures = await takePictures(files, libraryOf(editor))
  pictures.forEach(remember)
  if (pictures.length) editor.chain().insertContentAt(pos, pictures.map(asNode)).focus().run()
  else editor.commands.focus()
}
