// Shows the chosen picture under its select, and opens the library beside it.
import { onePicture, openLibrary } from "./library-dialog.js"

const gettext = window.gettext ?? ((text) => text)

for (const select of document.querySelectorAll("select[data-picture-chooser]")) {
  const { library } = select.dataset
  const image = document.createElement("img")
  const browse = document.createElement("button")
  const preview = document.createElement("div")
  preview.className = "picture-chosen"
  browse.type = "button"
  browse.textContent = gettext("Browse the library…")
  preview.append(image, browse)
  select.parentElement.after(preview)

  async function show() {
    const picture = select.value ? await onePicture(library, select.value) : undefined
    image.hidden = !picture
    image.src = picture?.thumbnail ?? ""
    image.alt = picture?.alt ?? ""
  }

  browse.addEventListener("click", async () => {
    const picture = await openLibrary(library)
    browse.focus()
    if (!picture) return
    const value = String(picture.id)
    if (![...select.options].some((option) => option.value === value)) {
      select.add(new Option(picture.name, value))
    }
    select.value = value
    select.dispatchEvent(new Event("change", { bubbles: true }))
  })
  select.addEventListener("change", show)
  // A picture added in the small window is announced through jQuery alone.
  window.django?.jQuery(select).on("change", show)
  show()
}
