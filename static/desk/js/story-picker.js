// Stories chosen by their words, put in order by buttons. The field with their addresses, which is
// what is sent, follows; without this script the addresses are typed into it.
import { gettext, say, sayCount } from "./element.js"

const PAUSE = 150 // milliseconds without a key

function picker(root) {
  const field = root.querySelector("textarea")
  const list = root.querySelector(".picked")
  const template = root.querySelector(".picked-template")
  const find = root.querySelector(".picker-find")
  const [words, found, status] = find.children
  const names = new Map([...list.children].map((row) => [row.dataset.path, row.textContent.trim()]))
  const paths = () => [...new Set(field.value.match(/\d{4}\/\d{2}\/\d{2}\/[-\p{L}\p{N}_]+/gu) ?? [])]

  function show() {
    list.replaceChildren(...paths().map((path) => {
      const row = template.content.firstElementChild.cloneNode(true)
      row.dataset.path = path
      row.firstElementChild.textContent = names.get(path) ?? path
      for (const button of row.querySelectorAll("button")) {
        const said = { button: button.getAttribute("aria-label"), story: row.firstElementChild.textContent }
        button.setAttribute("aria-label", say("%(button)s: %(story)s", said))
      }
      return row
    }))
  }

  function write(chosen) {
    field.value = chosen.join("\n")
    field.dispatchEvent(new Event("input", { bubbles: true })) // it is kept like all that is typed
    show()
  }

  function moved(path, step) {
    const chosen = paths()
    const place = chosen.indexOf(path)
    const other = Math.min(Math.max(place + step, 0), chosen.length - 1)
    chosen.splice(other, 0, ...chosen.splice(place, 1))
    write(chosen)
    status.textContent = say("%(name)s: place %(place)s of %(count)s", { name: names.get(path) ?? path, place: other + 1, count: chosen.length })
  }

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button")
    if (!button) return
    const { path } = button.closest("li").dataset
    if (button.matches(".picked-out")) {
      write(paths().filter((other) => other !== path))
      words.focus()
      return
    }
    moved(path, button.matches(".picked-up") ? -1 : 1)
    list.querySelector(`[data-path="${CSS.escape(path)}"] .${button.className}`).focus()
  })

  let typing
  let turn = 0
  async function search() {
    const mine = ++turn
    const answer = await fetch(`${root.dataset.stories}?${new URLSearchParams({ q: words.value })}`)
      .then((response) => (response.ok ? response.text() : null), () => null)
    if (mine !== turn) return // a later question was faster
    if (answer === null) status.textContent = gettext("The stories do not answer. Try again.")
    else found.innerHTML = words.value.trim() ? answer : ""
  }
  words.addEventListener("input", () => {
    clearTimeout(typing)
    typing = setTimeout(search, PAUSE)
  })
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault() // no button of the page is meant
  })
  found.addEventListener("click", ({ target }) => {
    const row = target.closest("button")?.closest("li")
    if (!row) return
    const chosen = paths()
    const most = Number(root.dataset.most)
    if (chosen.length >= most) {
      status.textContent = sayCount("%(count)s story is the most.", "%(count)s stories are the most.", most)
      return
    }
    names.set(row.dataset.path, row.querySelector(".found-headline").textContent)
    write([...new Set([...chosen, row.dataset.path])])
    words.value = ""
    found.replaceChildren()
    status.textContent = say("Chosen: %(name)s", { name: names.get(row.dataset.path) })
    words.focus()
  })

  field.addEventListener("change", show)
  document.addEventListener("desk:fresh", show) // what somebody else chose was joined with it
  field.hidden = true
  find.hidden = false
  root.closest(".field, .form-row")?.querySelector("label")?.setAttribute("for", (words.id = `${field.id}-words`))
  show()
}

document.querySelectorAll(".story-picker").forEach(picker)
