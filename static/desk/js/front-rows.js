// The rows of a front: added, moved by their buttons, and numbered in the order they stand in.
import { say } from "./wording.js"

export const form = document.getElementById("front-form")
export const list = form.querySelector(".slots")
const template = document.getElementById("slot-template")
const total = form.querySelector("[name=slots-TOTAL_FORMS]")
const status = document.getElementById("front-status")

const rows = () => [...list.children]
const headlineOf = (row) => row.querySelector(".slot-headline").textContent
const sizeOf = (row) => row.querySelector(".slot-size select")
const articleOf = (row) => row.querySelector("input[name$=-article]").value

// Called whenever rows came or moved: the numbers say what the eye sees, and what is read aloud.
export function arranged(row) {
  rows().forEach((each, index) => { each.querySelector(".slot-position input").value = index + 1 })
  const place = rows().indexOf(row) + 1
  status.textContent = say("%(name)s: place %(place)s of %(count)s", { name: headlineOf(row), place, count: rows().length })
  list.dispatchEvent(new Event("front:changed", { bubbles: true }))
}

export function move(row, step) {
  const all = rows()
  const other = all[all.indexOf(row) + step]
  if (!other) return
  if (step < 0) other.before(row)
  else other.after(row)
  arranged(row)
}

function newRow(found) {
  const holder = document.createElement("template")
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value)
  total.value = Number(total.value) + 1
  const row = holder.content.querySelector(".slot")
  row.querySelector("input[name$=-article]").value = found.dataset.story
  row.querySelector(".slot-headline").textContent = found.querySelector(".found-headline").textContent
  row.querySelector(".slot-about").replaceChildren(...found.querySelector(".found-about").cloneNode(true).childNodes)
  return row
}

// Puts a found story before a row, or last; one that is placed already is moved.
export function place(found, before = null) {
  const known = rows().find((row) => articleOf(row) === found.dataset.story)
  const row = known ?? newRow(found)
  if (!known) sizeOf(row).value = rows().length ? "secondary" : "lead"
  row.querySelector(".slot-remove input").checked = false
  if (row !== before) list.insertBefore(row, before)
  arranged(row)
  return row
}

// Puts a found story at the top; what led until now stands beside it.
export function lead(found) {
  for (const row of rows()) {
    if (sizeOf(row).value === "lead") sizeOf(row).value = "secondary"
  }
  sizeOf(place(found, list.firstElementChild)).value = "lead"
}

list.addEventListener("click", ({ target }) => {
  const button = target.closest(".slot-up, .slot-down")
  if (!button) return
  move(button.closest(".slot"), button.matches(".slot-up") ? -1 : 1)
  button.focus()
})

// A page that was sent back comes with the numbers as they were typed.
const typed = (row) => Number(row.querySelector(".slot-position input").value) || 999
list.append(...rows().sort((one, other) => typed(one) - typed(other)))
list.classList.add("has-movers")
