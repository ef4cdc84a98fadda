import { gettext } from "./wording.js"

// What somebody typed or pasted as an address, made whole; "" for what is none.
export function wholeAddress(typed, schemes = ["http:", "https:"]) {
  const text = typed.trim()
  if (!text) return ""
  for (const candidate of [text, `https://${text}`]) {
    try {
      const address = new URL(candidate)
      if (schemes.includes(address.protocol)) return address.href
    } catch {
      continue
    }
  }
  return ""
}

// Lets the editor's open dialog close only with an address in its field `name`; the reason stands there.
export function requireAddress(name, schemes) {
  const field = document.querySelector(`.prose-editor-dialog:modal [name="${name}"]`)
  const told = gettext("This is not an address that a reader can open. It begins with https://.")
  const check = () => field.setCustomValidity(wholeAddress(field.value, schemes) ? "" : told)
  field.addEventListener("input", check)
  check()
}
