// What others decide meanwhile is seen within twenty seconds: those cards fade and say so.
import { cards, numberOf, renew } from "./queue-cards.js"
import { showCounts } from "./queue-send.js"

const EVERY = 20_000
const address = document.getElementById("keeping")?.dataset.changed

function marks() {
  const inputs = cards().map((card) => card.querySelector("[name^=mark-]")).filter(Boolean)
  return new URLSearchParams(inputs.map(({ name, value }) => [name, value]))
}

async function look() {
  const response = await fetch(`${address}?${marks()}`, { headers: { Accept: "application/json" } })
  if (!response.ok || !response.headers.get("Content-Type")?.includes("json")) return
  const { cards: changed, counts } = await response.json()
  showCounts(counts)
  for (const card of cards()) {
    const html = changed[numberOf(card)]
    if (html) renew(card, html).classList.add("is-decided-elsewhere")
  }
}

// A page that is not heard is not told; it is told when it sends what it decided.
if (address) setInterval(() => document.hidden || look().catch(() => {}), EVERY)
