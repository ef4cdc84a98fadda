// Sends pairs to the desk for the open page, with a token that holds.
import { isMyself, token } from "./sign-in-again.js"

export function post(address, pairs) {
  const headers = { Accept: "application/json", "X-CSRFToken": token() }
  return fetch(address, { method: "POST", body: new URLSearchParams(pairs), headers })
}

// Signed out; signed in anew in another window, with another token; or signed in as somebody else.
async function isStale(response) {
  if (response.status === 409) return (await response.clone().json()).reason === "other-person"
  return [401, 403].includes(response.status)
}

// The same, after signing in again where that is what is wrong, and the person may be asked.
export async function postAsMyself(address, pairs, options) {
  const response = await post(address, pairs)
  if (!(await isStale(response)) || !(await isMyself(options))) return response
  return post(address, pairs)
}
