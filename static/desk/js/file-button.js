// A button that asks for picture files.
import { make } from "./make.js"

const TYPES = "image/jpeg,image/png,image/webp,image/gif,image/heic,image/avif,.heic,.heif"

export function fileButton(text, { several, onFiles }) {
  const input = make("input", { type: "file", accept: TYPES, multiple: several, hidden: true })
  const button = make("button", { type: "button", textContent: text }, [])
  button.addEventListener("click", () => input.click())
  input.addEventListener("change", () => {
    const files = [...input.files]
    input.value = "" // so that the same file can be chosen again
    if (files.length) onFiles(files)
  })
  return [button, input]
}
