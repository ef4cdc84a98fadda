// A copy of what is typed, in this browser, for as long as the desk has not confirmed it.
// What is found here when a page opens was left by a crash: the desk gets it, and offers it.
//
// IndexedDB says when a copy is on the disk; what localStorage is given waits for seconds in the
// memory of the browser, and a browser that is killed takes it along.
import { randomKey } from "./random-key.js"

const COPIES = "copies"
let opening

function database() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("newsroom", 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(COPIES, { keyPath: ["person", "page"] })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  return opening
}

// Resolves when it is done and on the disk; what is asked first is done first.
async function ask(mode, question) {
  const transaction = (await database()).transaction(COPIES, mode, { durability: "strict" })
  const asked = question(transaction.objectStore(COPIES))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onabort = () => reject(transaction.error)
  })
}

// False where this browser keeps nothing.
export const keepCopy = (person, page, copy) =>
  ask("readwrite", (copies) => copies.put({ ...copy, person, page, at: Date.now() })).then(() => true, () => false)

export const dropCopy = (person, page) =>
  ask("readwrite", (copies) => copies.delete([person, page])).catch(() => {}) // nothing was kept either

// All that this browser keeps for a person.
export const copiesOf = (person) =>
  ask("readonly", (copies) => copies.getAll(IDBKeyRange.bound([person], [person, []]))).catch(() => [])

// Hand a copy to the desk. `post` sends pairs to an address; resolves to the answer, or undefined.
export async function handOver(person, copy, post, more = []) {
  const others = copy.typed.filter(([name]) => name !== "page")
  const age = Math.max(0, Math.round((Date.now() - copy.at) / 1000))
  const sendAs = (page) => post(copy.autosave, [...others, ["page", page], ["window", copy.window], ["age", age], ...more])
  let response = await sendAs(copy.page).catch(() => undefined)
  // Another window has gone on with the slot since: these words get one of their own.
  if (response?.status === 409) response = await sendAs(randomKey()).catch(() => undefined)
  if (!response?.ok) return undefined
  await dropCopy(person, copy.page)
  return response.json()
}
