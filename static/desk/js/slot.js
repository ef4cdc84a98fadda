// The slot at the desk in which this page's words are kept, and what the desk says to it.
import { gettext, say } from "./element.js"
import { becomeAnotherPage, keeping, thisWindow } from "./open-page.js"
import { postAsMyself } from "./post.js"

const REFUSALS = {
  401: gettext("Not saved: you are signed out. Kept in this browser."),
  403: gettext("Not saved: you may not write this story any more. Kept in this browser."),
  409: gettext("Not saved: somebody else is signed in. Kept in this browser."),
  413: gettext("Not saved: this is too long. Kept in this browser."),
}

let adopting = keeping && "adopting" in keeping // another window's slot, gone on with in this one

export const wentWell = (at) => say("Saved %(time)s", { time: at })

export function wentWrong(status) {
  if (!navigator.onLine) return gettext("Not saved: offline. Kept in this browser.")
  return REFUSALS[status] ?? gettext("Not saved: the desk does not answer. Kept in this browser.")
}

// Resolves to { saved } with the time, to { status } where the desk refuses, or to { moved } where
// another window goes on with the slot: these words need one of their own.
export async function keep(pairs, options) {
  const more = [["window", thisWindow], ...(adopting ? [["adopting", "1"]] : [])]
  const response = await postAsMyself(keeping.autosave, [...pairs, ...more], options)
  if (response.ok) {
    adopting = false
    return response.json()
  }
  const { reason } = response.status === 409 ? await response.json() : {}
  if (reason !== "other-window") return { status: response.status }
  becomeAnotherPage()
  return { moved: true }
}
