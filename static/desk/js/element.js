// An element with its properties and what it holds.
export function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

// A sentence in the desk's language.
export { gettext, say, sayCount } from "./wording.js"
