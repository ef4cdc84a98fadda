// Picture files dropped or pasted into the text.
import { pm } from "django-prose-editor/editor"

// Word and spreadsheets put a picture of the words beside the words: then the words are meant.
function isOfPicturesAlone(clipboard) {
  const html = clipboard.getData("text/html")
  if (!html) return !clipboard.getData("text/plain")
  return !new DOMParser().parseFromString(html, "text/html").body.textContent.trim()
}

// Between two blocks, on the side of the one at `pos` that is nearer to `y`.
function placeAt(view, pos, y) {
  const $pos = view.state.doc.resolve(pos)
  if (!$pos.depth) return pos
  const box = view.nodeDOM($pos.before(1)).getBoundingClientRect()
  return y < (box.top + box.bottom) / 2 ? $pos.before(1) : $pos.after(1)
}

// `take(files, pos)` is called with the files and the place in the text where they are to stand.
export function pictureDrops(take) {
  return new pm.state.Plugin({
    props: {
      handleDrop(view, event, _slice, moved) {
        const files = [...(event.dataTransfer?.files ?? [])]
        if (moved || !files.length) return false
        event.preventDefault()
        const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
        const pos = found?.pos ?? view.state.doc.content.size
        take(files, placeAt(view, pos, event.clientY))
        return true
      },
      handlePaste(view, event) {
        const files = [...(event.clipboardData?.files ?? [])]
        if (!files.length || !isOfPicturesAlone(event.clipboardData)) return false
        const { $to } = view.state.selection
        take(files, $to.depth ? $to.after(1) : $to.pos)
        return true
      },
    },
  })
}
