// Many cards at once: ticked by mouse, by x, or all that are here; then decided with one press.
import { sayCount } from "./element.js"
import { cards, rowOf } from "./queue-cards.js"
import { decide } from "./queue-decide.js"

const list = document.getElementById("result_list")
const every = document.getElementById("action-toggle")
const bar = document.querySelector(".queue-selected")
const boxOf = (card) => rowOf(card).querySelector(".action-select")
const selected = () => cards().filter((card) => boxOf(card).checked)
let last = null
let isBetween = false

function show() {
  const count = selected().length
  for (const row of list.querySelectorAll(".queue-row")) row.classList.toggle("selected", row.querySelector(".action-select").checked)
  bar.hidden = !count
  bar.querySelector("span").textContent = sayCount("%(count)s selected:", "%(count)s selected:", count)
  document.querySelector(".action-counter").textContent = sayCount("%(count)s of %(all)s selected", "%(count)s of %(all)s selected", count, { all: cards().length })
  every.checked = count > 0 && count === cards().length
}

function tick(box) {
  const boxes = cards().map(boxOf)
  const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b)
  if (isBetween && from >= 0) for (const between of boxes.slice(from, to + 1)) between.checked = box.checked
  last = box
  show()
}

if (every) {
  list.addEventListener("click", (event) => { isBetween = event.shiftKey })
  list.tBodies[0].addEventListener("change", ({ target }) => target.matches(".action-select") && tick(target))
  every.addEventListener("change", () => {
    for (const card of cards()) boxOf(card).checked = every.checked
    show()
  })
  for (const button of bar.querySelectorAll("[data-selected]")) {
    button.addEventListener("click", () => decide(button.dataset.selected, selected(), bar.dataset.decide))
  }
  document.addEventListener("queue:moved", show)
  addEventListener("pageshow", show)
}
