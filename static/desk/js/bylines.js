// Buttons that move a byline up and down. Without them the numbers say the order.
import { gettext } from "./wording.js"

const table = document.querySelector("#bylines-group tbody")

const rows = () => [...(table?.querySelectorAll("tr.form-row:not(.empty-form)") ?? [])]

function number() {
  rows().forEach((row, index) => {
    row.querySelector(".field-position input").value = index + 1
  })
}

function move(row, step) {
  const all = rows()
  const other = all[all.indexOf(row) + step]
  if (!other) return
  if (step < 0) other.before(row)
  else other.after(row)
  number()
}

function mover(row, step, sign, name) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "byline-move"
  button.textContent = sign
  button.setAttribute("aria-label", name)
  button.addEventListener("click", () => {
    move(row, step)
    button.focus()
  })
  return button
}

function addMovers(row) {
  row.querySelector(".field-position").append(
    mover(row, -1, "↑", gettext("Move up")),
    mover(row, 1, "↓", gettext("Move down")),
  )
}

// A refused page comes back with the numbers as they were sent.
function sort() {
  const place = (row) => Number(row.querySelector(".field-position input").value) || 99
  const sorted = rows().sort((one, other) => place(one) - place(other))
  for (const row of sorted) table.querySelector("tr.empty-form").before(row)
}

if (table) {
  sort()
  table.closest(".bylines").classList.add("has-movers")
  rows().forEach(addMovers)
  document.addEventListener("formset:added", ({ target }) => {
    if (table.contains(target)) addMovers(target)
    number()
  })
}
