// z takes back what was decided last on this page, and again what was decided before that.
import { cards, comeBack, goTo, numberOf, setMark } from "./queue-cards.js"
import { send, tell } from "./queue-send.js"
import { around, settle } from "./queue-settle.js"
import { forgetWhy } from "./queue-why.js"

const MOST = 100 // whose cards are kept, out of sight
const form = document.getElementById("queue-undo")
const button = document.querySelector(".queue-told [form=queue-undo]")
const done = [] // the latest at the end: some cards, and the desk’s answer, which may be to come

export function remember(entry) {
  done.push(entry)
  if (done.length > MOST) done.shift()
  button.hidden = false
}

async function undo({ some, answer }) {
  const { batch } = await answer.catch(() => ({})) // what failed is on the page again already
  if (!batch) return
  const data = settle(await send(form.action, [...around(), ["batch", batch]]), some)
  const back = some.filter((card) => numberOf(card) in data.decided)
  for (const card of back) {
    comeBack(card)
    setMark(card, data.decided[numberOf(card)])
  }
  if (cards().includes(back[0])) goTo(back[0])
}

form?.addEventListener("submit", (event) => {
  if (event.submitter !== button) return // that of a message, from an earlier page
  event.preventDefault()
  forgetWhy()
  undo(done.pop()).catch((error) => tell(error.message))
  button.hidden = !done.length
})
