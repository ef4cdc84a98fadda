// The arrow keys go from day to day and from week to week; Page Up and Page Down turn the page.
const days = [...document.querySelectorAll("[data-day]")]
const onwards = document.dir === "rtl" ? -1 : 1 // where a line is read from right to left, so are days
const STEPS = { ArrowLeft: -onwards, ArrowRight: onwards, ArrowUp: -7, ArrowDown: 7 }

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select")) return
  const page = { PageUp: "prev", PageDown: "next" }[event.key]
  if (page) return document.querySelector(`.calendar-steps [rel=${page}]`).click()
  const at = days.indexOf(event.target.closest(".day")?.querySelector("[data-day]"))
  const next = at < 0 ? undefined : days[at + STEPS[event.key]]
  if (!next) return
  event.preventDefault()
  next.focus()
})
