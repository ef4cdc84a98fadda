// New pictures straight from the library's grid: by its button, or dropped on it.
import { fileButton } from "./file-button.js"
import "./stray-files.js"
import { takePictures } from "./take-pictures.js"
import { gettext } from "./wording.js"

const grid = document.querySelector("[data-takes-pictures]")

async function take(files) {
  const pictures = await takePictures(files, grid.dataset.takesPictures, gettext("Keep in the library"))
  if (pictures.length) location.reload()
}

if (grid) {
  grid.prepend(...fileButton(gettext("Upload pictures…"), { several: true, onFiles: take }))
  document.body.addEventListener("dragover", (event) => event.preventDefault())
  document.body.addEventListener("drop", (event) => {
    event.preventDefault()
    if (event.dataTransfer.files.length) take([...event.dataTransfer.files])
  })
}
