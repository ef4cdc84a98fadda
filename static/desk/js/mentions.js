// While an @name is typed, the colleagues whose names begin so are offered; arrows and Enter choose.
const UNFINISHED = /(?<![\w.@+-])@([\w.+-]*)$/
let list, box, people = [], chosen = 0, asked = 0

const unfinished = (field) => UNFINISHED.exec(field.value.slice(0, field.selectionStart))

function close() {
  list?.remove()
  box?.removeAttribute("aria-activedescendant")
  box?.removeAttribute("aria-controls")
  list = undefined
}

function mark(index) {
  chosen = (index + people.length) % people.length
  for (const [place, item] of [...list.children].entries()) {
    item.setAttribute("aria-selected", String(place === chosen))
  }
  box.setAttribute("aria-activedescendant", `mention-${chosen}`)
}

function take(index) {
  const begin = unfinished(box).index
  box.setRangeText(`@${people[index].username} `, begin, box.selectionStart, "end")
  close()
  box.focus()
}

function offer(field) {
  close()
  if (!people.length) return
  box = field
  list = document.createElement("ul")
  list.className = "mention-names"
  list.id = "mention-names"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", "@")
  for (const [index, person] of people.entries()) {
    const item = document.createElement("li")
    item.id = `mention-${index}`
    item.setAttribute("role", "option")
    item.textContent = `${person.name} @${person.username}`
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(index) })
    list.append(item)
  }
  field.parentElement.classList.add("mention-box")
  field.after(list)
  field.setAttribute("aria-autocomplete", "list")
  field.setAttribute("aria-controls", list.id)
  mark(0)
}

document.addEventListener("input", async ({ target }) => {
  if (!target.matches?.("[data-mentions]")) return
  const name = unfinished(target)
  const question = ++asked
  if (!name) return close()
  const where = target.closest("[data-people]").dataset.people
  const answer = await fetch(`${where}?q=${encodeURIComponent(name[1])}`)
  if (question !== asked || !answer.ok) return
  people = (await answer.json()).people
  offer(target)
}, true)

document.addEventListener("keydown", (event) => {
  if (!list || event.target !== box) return
  const act = {
    ArrowDown: () => mark(chosen + 1), ArrowUp: () => mark(chosen - 1),
    Enter: () => take(chosen), Tab: () => take(chosen), Escape: close,
  }[event.key]
  if (!act) return
  event.preventDefault()
  act()
}, true)
document.addEventListener("focusout", ({ target }) => target === box && close())
