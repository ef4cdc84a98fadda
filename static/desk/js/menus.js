// The rows of a menu move by buttons. Without this script the numbers of their places are typed.
import { gettext, make, say } from "./element.js"
import "./select-names.js"

const group = document.querySelector(".inline-group")
const status = make("p", { className: "menu-status", role: "status" })
const rows = () => [...group.querySelectorAll("tr.form-row:not(.empty-form)")]
const placeOf = (row) => row.querySelector("input[name$=-position]")
const namesOf = (row) =>
  [...row.querySelectorAll("select, input[name$=-address], input[name$=-label]")]
    .map((one) => (one.selectedOptions ? (one.value && one.selectedOptions[0]?.textContent) : one.value))
    .filter(Boolean).at(-1)?.trim() ?? gettext("The empty row")

function number() {
  rows().forEach((row, index) => { placeOf(row).value = index + 1 })
}

function move(row, step, button) {
  const all = rows()
  const other = all[all.indexOf(row) + step]
  if (!other) return
  if (step < 0) other.before(row)
  else other.after(row)
  number()
  button.focus()
  status.textContent = say("%(name)s: place %(place)s of %(count)s", { name: namesOf(row), place: rows().indexOf(row) + 1, count: rows().length })
}

function mover(row, step, sign, says) {
  const button = make("button", { type: "button", textContent: sign, className: "menu-move" })
  button.setAttribute("aria-label", says)
  button.addEventListener("click", () => move(row, step, button))
  return button
}

function equip(row) {
  if (row.querySelector(".menu-move")) return
  placeOf(row).after(
    mover(row, -1, "↑", gettext("Move up")),
    mover(row, 1, "↓", gettext("Move down")),
  )
}

if (group) {
  const typed = (row) => Number(placeOf(row).value) || 999
  const inOrder = rows().sort((one, other) => typed(one) - typed(other))
  inOrder[0]?.parentElement.prepend(...inOrder)
  number()
  rows().forEach(equip)
  group.append(status)
  document.addEventListener("formset:added", ({ target }) => { number(); equip(target) })
}
