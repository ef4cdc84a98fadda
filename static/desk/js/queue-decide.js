// Deciding without a page load: the card leaves at once, and comes back where the desk says no.
import { gettext } from "./element.js"
import { comeBack, goTo, hasJustChanged, leave, numberOf } from "./queue-cards.js"
import { send, tell } from "./queue-send.js"
import { around, settle } from "./queue-settle.js"
import { remember } from "./queue-undo.js"
import { askWhy, forgetWhy } from "./queue-why.js"

// All that is typed and chosen on a card, and how it was seen.
function pairsOf(card) {
  const fields = [...card.querySelectorAll("input, select, textarea")]
  return fields.filter((field) => field.type !== "checkbox" || field.checked).map(({ name, value }) => [name, value])
}

export function decide(verb, some, address) {
  if (some.some(hasJustChanged)) return tell(gettext("This has just changed. Look at it again."))
  const pairs = [...around(), ...some.flatMap((card) => [[verb, numberOf(card)], ...pairsOf(card)])]
  some.forEach(leave)
  const answer = send(address, pairs).then((data) => settle(data, some))
  answer.catch((error) => {
    some.forEach(comeBack)
    goTo(some[0])
    tell(error.message)
  })
  const entry = { some, answer }
  remember(entry)
  if (verb === "reject") askWhy(entry)
  else forgetWhy()
}

// An answer, a pick, a pin: the card stays until the desk has it.
export async function ask(button, card) {
  const data = await send(button.formAction, [...around(), [button.name, button.value], ...pairsOf(card)])
  settle(data, [card])
  if (!data.batch) return
  for (const field of card.querySelectorAll(".card-answer textarea")) field.value = ""
  for (const box of card.querySelectorAll("details")) box.open = false
  remember({ some: [card], answer: Promise.resolve(data) })
  if (numberOf(card) in data.decided) leave(card)
  else goTo(card)
}
