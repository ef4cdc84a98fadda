// One picture on its way into the library: its progress, then its words and its focal point.
import { focalFrame } from "./focal-frame.js"
import { make } from "./make.js"
import { saveWords, upload } from "./upload.js"
import { gettext, say } from "./wording.js"

const FIELDS = {
  alt: { sent: "alt_text", title: gettext("Alt text"), rows: 2, maxLength: 400,
    help: gettext("What is to be seen, for those who cannot see it. Needed to publish.") },
  caption: { sent: "caption", title: gettext("Caption"), rows: 2 },
  credit: { sent: "credit", title: gettext("Credit"), rows: 1, maxLength: 120 },
}
let count = 0

function wordField({ title, rows, maxLength = -1, help = "" }, text, closed) {
  const id = `arriving-${++count}`
  const area = make("textarea", { id, rows, value: text, readOnly: closed })
  if (maxLength > 0) area.maxLength = maxLength
  const told = make("p", { id: `${id}-help`, className: "help", textContent: help })
  if (help) area.setAttribute("aria-describedby", told.id)
  const field = make("div", { className: "arriving-field" }, [
    make("label", { htmlFor: id, textContent: title }), area, ...(help ? [told] : []),
  ])
  return { field, area }
}

// What the library has that looks the same; pressed, it is used instead.
function offer(other, use) {
  const text = gettext("The library has a picture that looks like this one. Use that one instead")
  const image = make("img", { src: other.thumbnail, alt: "" })
  const button = make("button", { type: "button" }, [image, make("span", { textContent: text })])
  button.addEventListener("click", () => use(other))
  return make("p", { className: "arriving-offer" }, [button])
}

export function arrivingPicture(file, library, signal) {
  const image = make("img", { alt: "", src: URL.createObjectURL(file) })
  const bar = make("progress", { max: 1, value: 0, ariaLabel: say("Sending %s", file.name) })
  const words = make("div", { className: "arriving-words" }, [make("b", { textContent: file.name }), bar])
  const element = make("li", { className: "arriving" }, [make("div", { className: "arriving-picture" }, [image]), words])
  const point = { x: 0.5, y: 0.5 }
  let picture, areas, closed

  function ask(answer, note = "") {
    picture = answer.picture
    closed = !answer.may_change
    areas = {}
    words.replaceChildren()
    if (note) words.append(make("p", { className: "help", textContent: note }))
    for (const [name, config] of Object.entries(FIELDS)) {
      const { field, area } = wordField(config, picture[name], closed)
      areas[config.sent] = area
      words.append(field)
    }
    image.src = picture.image // the browser may not know the file's own kind
    Object.assign(point, { x: picture.focal_x, y: picture.focal_y })
    if (!closed && !image.closest(".focal-frame")) {
      const { frame } = focalFrame(image, point)
      const told = gettext("Click on what every crop must keep in sight.")
      frame.after(make("p", { className: "help", textContent: told }))
    }
    const use = (other) => ask({ picture: other, may_change: false }, gettext("From the library."))
    for (const other of answer.alike ?? []) words.append(offer(other, use))
  }

  const ready = upload(library, file, { signal, onProgress: (share) => { bar.value = share } }).then(
    (answer) => ask(answer, answer.known ? gettext("The library has this picture already.") : ""),
    (error) => {
      image.remove()
      words.replaceChildren(
        make("b", { textContent: file.name }),
        make("p", { className: "arriving-refused", role: "alert", textContent: error.message }),
      )
    },
  ).finally(() => URL.revokeObjectURL(image.src.startsWith("blob:") ? image.src : ""))

  // Resolves to the picture as the library has it now; to null where it was refused.
  async function save() {
    if (!picture || closed) return picture ?? null
    const typed = Object.entries(areas).map(([name, area]) => [name, area.value])
    const answer = await saveWords(library, picture.id, [...typed, ["focal_x", point.x], ["focal_y", point.y]])
    if (answer.problems) throw new Error(Object.values(answer.problems).flat().join(" "))
    return answer.picture
  }

  return { element, ready, save, first: () => areas?.alt_text }
}
