// A dialog that takes picture files into the library and asks for their words in place.
import { arrivingPicture } from "./arriving-picture.js"
import { make } from "./make.js"
import { gettext, sayCount } from "./wording.js"

// Resolves to the pictures to use, in the order of `files`; to none where somebody thinks again.
export function takePictures(files, library, useThem = gettext("Put into the text")) {
  const leaving = new AbortController()
  const arrivals = [...files].map((file) => arrivingPicture(file, library, leaving.signal))
  const title = make("h2", { id: "arrivals-title", textContent: gettext("New pictures") })
  const list = make("ul", { className: "arrivals" }, arrivals.map(({ element }) => element))
  const status = make("p", { className: "library-status", role: "status", textContent: gettext("Sending…") })
  const use = make("button", { type: "button", className: "default", textContent: useThem, disabled: true })
  const cancel = make("button", { type: "button", textContent: gettext("Cancel") })
  const buttons = make("div", { className: "arrivals-buttons" }, [use, cancel])
  const dialog = make("dialog", { className: "library" }, [title, list, status, buttons])
  dialog.setAttribute("aria-labelledby", title.id)
  let pictures = []
  let typed = false

  async function finish() {
    use.disabled = true
    try {
      const saved = await Promise.all(arrivals.map((arrival) => arrival.save()))
      pictures = saved.filter(Boolean)
      dialog.close()
    } catch (error) {
      status.textContent = error.message
      use.disabled = false
    }
  }

  Promise.all(arrivals.map(({ ready }) => ready)).then(() => {
    const arrived = arrivals.filter((arrival) => arrival.first())
    status.textContent = arrived.length === arrivals.length
      ? ""
      : sayCount("%(arrived)s of %(count)s picture arrived.", "%(arrived)s of %(count)s pictures arrived.", arrivals.length, { arrived: arrived.length })
    use.disabled = arrived.length === 0
    if (!typed) (arrived[0]?.first() ?? cancel).focus()
  })
  list.addEventListener("input", () => { typed = true })
  dialog.addEventListener("cancel", (event) => {
    if (typed) event.preventDefault() // Escape is too near for what has been typed
  })
  use.addEventListener("click", finish)
  cancel.addEventListener("click", () => dialog.close())
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      leaving.abort()
      dialog.remove()
      resolve(pictures)
    })
  })
}
