// Presses a button without leaving the page, where the desk has nothing to ask.
import { settle } from "./autosave.js"
import { editor, form, keeping, typed } from "./open-page.js"
import { post } from "./post.js"
import { wentWrong } from "./slot.js"
import { bringUpToDate, parse, standing } from "./up-to-date.js"

// The desk numbers the rows of names anew, so that a page with other names is loaded anew.
const names = () => JSON.stringify(typed().filter(([name]) => name.startsWith("bylines-")))
let opened
editor.then(() => setTimeout(() => { opened = names() }))

const isQuestion = () => document.querySelector(".story-problems, .conflicts")
export const mayStay = () => Boolean(keeping.article) && !location.search && names() === opened && !isQuestion()

const stepOf = (button) => (button.name === "_transition" ? button.value : "publish")

// Resolves to { told } where it went wrong, to { asks } where the desk has something to ask, to
// { address } where another page is next, and to {} where it is done and the page up to date.
export async function pressInPlace(button) {
  const sent = standing()
  const answer = await post(form.action, [...typed(), [button.name, button.value]])
  if (!answer.ok) return { told: wentWrong(answer.status) }
  if (!answer.headers.get("Content-Type").startsWith("application/json")) return { asks: true }
  const { address, stays } = await answer.json()
  if (!stays) return { address }
  const fresh = await fetch(address)
  if (!fresh.ok) return { address }
  settle(await bringUpToDate(parse(await fresh.text()), sent, stepOf(button)))
  return {}
}
