// Shows the chosen picture under its select, and opens the library beside it.
import { fileButton } from "./file-button.js"
import { onePicture, openLibrary, remember } from "./library-dialog.js"
import { takePictures } from "./take-pictures.js"
import { gettext } from "./wording.js"

const useIt = gettext("Use this picture")

for (const select of document.querySelectorAll("select[data-picture-chooser]")) {
  const { library } = select.dataset
  const image = document.createElement("img")
  const browse = document.createElement("button")
  const buttons = document.createElement("p")
  const preview = document.createElement("div")
  preview.className = "picture-chosen"
  browse.type = "button"
  browse.textContent = gettext("Browse the library…")
  const upload = fileButton(gettext("Upload…"), { several: false, onFiles: take })
  buttons.append(browse, ...upload)
  preview.append(image, buttons)
  select.parentElement.after(preview)

  async function show() {
    const picture = select.value ? await onePicture(library, select.value) : undefined
    image.hidden = !picture
    image.src = picture?.thumbnail ?? ""
    image.alt = picture?.alt ?? ""
  }

  function choose([picture]) {
    if (!picture) return
    remember(picture)
    const value = String(picture.id)
    if (![...select.options].some((option) => option.value === value)) {
      select.add(new Option(picture.name, value))
    }
    select.value = value
    select.dispatchEvent(new Event("change", { bubbles: true }))
  }

  async function take(files) {
    choose(await takePictures(files.slice(0, 1), library, useIt))
  }

  browse.addEventListener("click", async () => {
    choose(await openLibrary(library, { useThem: useIt }))
    browse.focus()
  })
  preview.addEventListener("dragover", (event) => event.preventDefault())
  preview.addEventListener("drop", (event) => {
    event.preventDefault()
    if (event.dataTransfer.files.length) take([...event.dataTransfer.files])
  })
  select.addEventListener("change", show)
  // A picture added in the small window is announced through jQuery alone.
  window.django?.jQuery(select).on("change", show)
  show()
}
