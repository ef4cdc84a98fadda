// Dragging a row to another place, or a found story into the list.
import { arranged, list, place } from "./front-rows.js"

let dragged = null

document.addEventListener("dragstart", (event) => {
  const handle = event.target.closest?.(".slot-handle")
  const found = event.target.closest?.(".found-story")
  dragged = handle?.closest(".slot") ?? found ?? null
  if (!dragged) return
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", dragged.querySelector("strong").textContent)
  if (handle) event.dataTransfer.setDragImage(dragged, 20, 20)
  dragged.classList.add("is-dragged")
})

// The row before which something dropped at this height would stand; null after the last.
function rowBelow(y) {
  const middle = (row) => row.getBoundingClientRect().top + row.offsetHeight / 2
  return [...list.children].find((row) => row !== dragged && y < middle(row)) ?? null
}

function mark(before) {
  for (const row of list.children) row.classList.toggle("is-below", row === before)
  list.classList.toggle("is-open-ended", before === null)
}

function clear() {
  dragged?.classList.remove("is-dragged")
  for (const row of list.children) row.classList.remove("is-below")
  list.classList.remove("is-open-ended")
  dragged = null
}

const area = list.closest(".front-slots")

area.addEventListener("dragover", (event) => {
  if (!dragged) return
  event.preventDefault()
  mark(rowBelow(event.clientY))
})

area.addEventListener("drop", (event) => {
  if (!dragged) return
  event.preventDefault()
  const before = rowBelow(event.clientY)
  if (dragged.matches(".found-story")) place(dragged, before)
  else {
    list.insertBefore(dragged, before)
    arranged(dragged)
  }
  clear()
})

document.addEventListener("dragend", clear)
