// What the desk answered, on the page: where it left comments alone, their cards come back as they
// are now, and say what has happened to them.
import { comeBack, numberOf, renew } from "./queue-cards.js"
import { form, tell } from "./queue-send.js"

export function settle(data, some) {
  for (const card of some) {
    const html = data.cards?.[numberOf(card)]
    if (!html) continue
    comeBack(card)
    const notice = renew(card, html).querySelector(".card-notice")
    if (notice) tell(notice.textContent)
  }
  if (data.told) tell(data.told)
  return data
}

// What every press says of the page that it was pressed on.
export const around = () => ["counted", "list"].map((name) => [name, form.elements[name]?.value ?? ""])
