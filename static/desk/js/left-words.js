// Words that a crash left in this browser go to the desk, which offers them.
import { copiesOf, dropCopy, handOver } from "./browser-copy.js"
import { becomeAnotherPage, hidden, keeping } from "./open-page.js"
import { post } from "./post.js"
import { randomKey } from "./random-key.js"

// A page that was sent and is asked about, or refused.
const cameBack = document.querySelector(".conflicts, .story-problems")

async function offer() {
  const person = hidden("opened_by")
  for (const copy of await copiesOf(person)) {
    if (copy.page === hidden("page")) {
      if (cameBack) {
        dropCopy(person, copy.page) // what was sent stands on this page, all of it
        continue
      }
      becomeAnotherPage() // this page shows older words than the copy
    }
    // As another window's: what a browser had written down when it crashed may be older than what
    // the desk has of the same page, and must not be written over it. Both are offered then.
    const left = { ...copy, window: randomKey() }
    const answer = await handOver(person, left, post, [["copy", "1"], ["beside", hidden("page")]])
    if (answer && copy.article === keeping.article) {
      document.getElementById("offers").innerHTML = answer.offers
    }
  }
}

if (keeping) offer()
