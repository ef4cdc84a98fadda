// The picture library in a dialog, for the body's editor and for the lead picture.
import { fileButton } from "./file-button.js"
import { make } from "./make.js"
import { takePictures } from "./take-pictures.js"
import { gettext } from "./wording.js"

async function ask(library, question) {
  const response = await fetch(`${library}?${new URLSearchParams(question)}`)
  if (!response.ok) throw new Error(response.status)
  return response.json()
}

// Not from editor.view, which does not stand yet when the pictures of a saved text are drawn.
export const libraryOf = (editor) => editor.options.element.closest("[data-library]").dataset.library

const known = new Map()

// What was learnt of a picture elsewhere, as the library's answer has it.
export function remember(picture) {
  known.set(String(picture.id), Promise.resolve(picture))
}

// What the library knows of one picture, or undefined.
export function onePicture(library, id) {
  if (!known.has(id)) {
    known.set(id, ask(library, { id }).then(({ pictures }) => pictures[0], () => undefined))
  }
  return known.get(id)
}

function option(picture, choose) {
  const image = make("img", { src: picture.thumbnail, alt: "", loading: "lazy" })
  image.style.objectPosition = `${picture.focal_x * 100}% ${picture.focal_y * 100}%`
  const words = [make("b", { textContent: picture.caption || picture.name })]
  if (picture.credit) words.push(make("small", { textContent: picture.credit }))
  if (!picture.alt) words.push(make("em", { textContent: gettext("no alt text yet") }))
  if (!picture.usable) words.push(make("em", { textContent: gettext("its rights have ended") }))
  const button = make("button", { type: "button" }, [image, ...words])
  button.addEventListener("click", () => choose(picture))
  return make("li", {}, [button])
}

// Lets somebody pick a picture, or send new ones; resolves to a list, which may be empty.
export function openLibrary(library, { several = false, useThem } = {}) {
  const search = make("input", { type: "search", id: "library-search" })
  const label = make("label", { htmlFor: search.id, textContent: gettext("Search the library") })
  const list = make("ul", { className: "library-list" })
  const status = make("p", { className: "library-status", role: "status" })
  const more = make("button", { type: "button", textContent: gettext("More pictures"), hidden: true })
  const add = fileButton(several ? gettext("Upload pictures…") : gettext("Upload a picture…"), {
    several,
    onFiles: async (files) => choose(...(await takePictures(files, library, useThem))),
  })
  const close = make("button", { type: "button", textContent: gettext("Close") })
  const title = make("h2", { id: "library-title", textContent: gettext("Picture library") })
  const head = make("div", { className: "library-head" }, [title, ...add, close])
  const dialog = make("dialog", { className: "library" }, [head, label, search, status, list, more])
  dialog.setAttribute("aria-labelledby", title.id)
  let chosen = []
  let page = 0
  let turn = 0

  async function show(next) {
    const mine = ++turn
    try {
      const answer = await ask(library, { q: search.value, page: next })
      if (mine !== turn) return // a later question was faster
      page = next
      const options = answer.pictures.map((picture) => option(picture, choose))
      if (page === 0) list.replaceChildren(...options)
      else list.append(...options)
      more.hidden = !answer.more
      status.textContent = list.children.length ? "" : gettext("No picture has these words.")
    } catch {
      status.textContent = gettext("The library does not answer. Try again.")
    }
  }

  function choose(...pictures) {
    if (!pictures.length) return
    chosen = pictures
    pictures.forEach(remember)
    dialog.close()
  }

  let typing
  const again = () => show(0) // a picture added in the other tab is there on coming back
  search.addEventListener("input", () => {
    clearTimeout(typing)
    typing = setTimeout(again, 200)
  })
  more.addEventListener("click", () => show(page + 1))
  close.addEventListener("click", () => dialog.close())
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dialog.close() // else it would only empty the search
  })
  window.addEventListener("focus", again)
  document.body.append(dialog)
  dialog.showModal()
  search.focus()
  show(0)
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      window.removeEventListener("focus", again)
      dialog.remove()
      resolve(chosen)
    })
  })
}
