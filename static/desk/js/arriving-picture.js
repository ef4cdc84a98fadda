// One picture on its way into the library: its progress, then its words and its focal point.
import { focalFrame } from "./focal-frame.js"
import { make } from "./make.js"
import { saveWords, upload } from "./upload.js"
import { wordFields } from "./word-fields.js"
import { gettext, say } from "./wording.js"

// What the library has that looks the same; pressed, it is used instead.
function offer(other, use) {
  const text = gettext("The library has a picture that looks like this one. Use that one instead")
  const image = make("img", { src: other.thumbnail, alt: "" })
  const button = make("button", { type: "button" }, [image, make("span", { textContent: text })])
  button.addEventListener("click", () => use(other))
  return make("p", { className: "arriving-offer" }, [button])
}

export function arrivingPicture(file, library, signal) {
  const preview = URL.createObjectURL(file)
  const image = make("img", { alt: "", src: preview })
  const name = make("b", { textContent: file.name })
  const bar = make("progress", { max: 1, value: 0, ariaLabel: say("Sending %(file)s", { file: file.name }) })
  const words = make("div", { className: "arriving-words" }, [name, bar])
  const frame = make("div", { className: "arriving-picture" }, [image])
  const point = { x: 0.5, y: 0.5 }
  let picture, areas, closed

  function ask(answer, note = "") {
    picture = answer.picture
    closed = !answer.may_change
    const fields = wordFields(picture, closed)
    areas = fields.areas
    words.replaceChildren(make("p", { className: "help", textContent: note }), ...fields.elements)
    words.append(...(answer.alike ?? []).map((other) => offer(other, useInstead)))
    showPicture()
  }

  function showPicture() {
    const shown = make("img", { alt: "", src: picture.image }) // a browser may not know the file's kind
    frame.replaceChildren(shown)
    if (closed) return
    Object.assign(point, { x: picture.focal_x, y: picture.focal_y })
    focalFrame(shown, point)
    const told = gettext("Click on what every crop must keep in sight.")
    frame.append(make("p", { className: "help", textContent: told }))
  }

  function useInstead(other) {
    ask({ picture: other, may_change: false }, gettext("From the library."))
    areas.alt_text.focus()
  }

  function refuse(error) {
    const told = make("p", { className: "arriving-refused", role: "alert", textContent: error.message })
    frame.replaceChildren()
    words.replaceChildren(name, told)
  }

  const ready = upload(library, file, { signal, onProgress: (share) => { bar.value = share } })
    .then((answer) => ask(answer, answer.known ? gettext("The library has this picture already.") : ""), refuse)
    .finally(() => URL.revokeObjectURL(preview))

  // Resolves to the picture as the library has it now; to null where it was refused.
  async function save() {
    if (!picture || closed) return picture ?? null
    const typed = Object.entries(areas).map(([field, area]) => [field, area.value])
    const answer = await saveWords(library, picture.id, [...typed, ["focal_x", point.x], ["focal_y", point.y]])
    if (answer.problems) throw new Error(Object.values(answer.problems).flat().join(" "))
    return answer.picture
  }

  const element = make("li", { className: "arriving" }, [frame, words])
  return { element, ready, save, first: () => areas?.alt_text }
}
