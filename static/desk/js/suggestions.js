// A list under a field, to be chosen from by arrows and Enter while one types. The first is marked.
import { make } from "./element.js"

function itemOf({ text, told }, index) {
  const item = make("li", { id: `suggestion-${index}` }, told ? [make("b", { textContent: text }), make("span", { textContent: told })] : [text])
  item.setAttribute("role", "option")
  return item
}

// `take` is called with the suggestion that is chosen, of { text, told, … }.
export function suggestionsUnder(field, name, take) {
  const list = make("ul", { className: "suggestions", id: "suggestions", hidden: true })
  let offered = []
  let marked = 0

  function mark(index) {
    marked = (index + offered.length) % offered.length
    for (const [place, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(place === marked))
    field.setAttribute("aria-activedescendant", list.children[marked].id)
  }

  function show(suggestions) {
    offered = suggestions
    list.replaceChildren(...offered.map(itemOf))
    list.hidden = !offered.length
    field.setAttribute("aria-expanded", String(!list.hidden))
    if (list.hidden) field.removeAttribute("aria-activedescendant")
    else mark(0)
  }

  const close = () => show([])
  const takeMarked = () => take(offered[marked])
  const acts = { ArrowDown: () => mark(marked + 1), ArrowUp: () => mark(marked - 1), Enter: takeMarked, Escape: close }

  const says = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }
  for (const [attribute, value] of Object.entries(says)) field.setAttribute(attribute, value)
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", name)
  field.after(list)
  field.addEventListener("blur", close)
  field.addEventListener("keydown", (event) => {
    if (list.hidden || !acts[event.key]) return
    event.preventDefault()
    acts[event.key]()
  })
  list.addEventListener("pointerdown", (event) => event.preventDefault()) // the field keeps the cursor
  list.addEventListener("click", ({ target }) => take(offered[[...list.children].indexOf(target.closest("li"))]))
  return { show, close }
}
