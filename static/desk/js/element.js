// An element with its properties and what it holds.
export function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

// A sentence in the desk's language, and one with its %s filled in.
export { gettext } from "./wording.js"
export const fill = (text, ...values) => values.reduce((told, value) => told.replace("%s", () => value), text)
