// When the cards run low the next come in by themselves.
import { cards, current, goTo } from "./queue-cards.js"

const FEW = 6
const next = () => document.querySelector(".list-pages a[rel=next]")
let isComing = false

async function refill() {
  const link = next()
  const response = await fetch(link.href)
  if (!response.ok) throw new Error(response.status)
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const rows = [...page.querySelectorAll(".queue-row")]
  if (!rows.length) return
  const isHere = (row) => document.getElementById(row.querySelector(".comment-card").id)
  document.querySelector("#result_list tbody").append(...rows.filter((row) => !isHere(row)))
  const following = page.querySelector(".list-pages a[rel=next]")
  if (following) link.replaceWith(following)
  else link.remove()
  if (!current()) goTo(cards()[0])
}

document.addEventListener("queue:moved", () => {
  const left = cards().length
  if (left < FEW && next() && !isComing) {
    isComing = true
    refill().catch(() => {}).finally(() => { isComing = false }) // its link stays, to be pressed
  }
  document.querySelector(".queue-done").hidden = left > 0 || Boolean(next())
})
