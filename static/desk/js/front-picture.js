// Opens the library for a row's picture.
import { form, list } from "./front-rows.js"
import { openLibrary } from "./library-dialog.js"

list.addEventListener("click", async ({ target }) => {
  const button = target.closest(".slot-browse")
  if (!button) return
  const picture = await openLibrary(form.dataset.library)
  button.focus()
  if (!picture) return
  const select = button.parentElement.querySelector("select")
  const value = String(picture.id)
  if (![...select.options].some((option) => option.value === value)) {
    select.add(new Option(picture.name, value))
  }
  select.value = value
  select.dispatchEvent(new Event("change", { bubbles: true }))
})
