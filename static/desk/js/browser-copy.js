// A copy of what is typed, in this browser, for as long as the desk has not confirmed it.
// What is found here when a page opens was left by a crash: the desk gets it, and offers it.
import { randomKey } from "./random-key.js"

const PREFIX = "newsroom:words:"

const keyOf = (person, page) => `${PREFIX}${person}:${page}`

// False where this browser keeps nothing.
export function keepCopy(person, page, copy) {
  try {
    localStorage.setItem(keyOf(person, page), JSON.stringify(copy))
    return true
  } catch {
    return false
  }
}

export function dropCopy(person, page) {
  try {
    localStorage.removeItem(keyOf(person, page))
  } catch {
    // nothing was kept either
  }
}

// All that this browser keeps for a person, by page.
export function copiesOf(person) {
  try {
    const begin = keyOf(person, "")
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(begin))
    return keys.map((key) => ({ ...JSON.parse(localStorage.getItem(key)), page: key.slice(begin.length) }))
  } catch {
    return []
  }
}

// Hand a copy to the desk. `post` sends pairs to an address; resolves to the answer, or undefined.
export async function handOver(person, copy, post, more = []) {
  const others = copy.typed.filter(([name]) => name !== "page")
  const sendAs = (page) => post(copy.autosave, [...others, ["page", page], ["window", copy.window], ...more])
  let response = await sendAs(copy.page).catch(() => undefined)
  // Another window has gone on with the slot since: these words get one of their own.
  if (response?.status === 409) response = await sendAs(randomKey()).catch(() => undefined)
  if (!response?.ok) return undefined
  dropCopy(person, copy.page)
  return response.json()
}
