// Sends picture files and their words to the library. What goes wrong is told in words.
import { gettext, say } from "./wording.js"

const MEGABYTE = 1024 * 1024
const REFUSALS = {
  403: gettext("You may not do this. If your sign-in has ended, sign in again in another tab."),
  413: gettext("The file is larger than the desk takes."),
}

const address = (library, rest) => library.replace(/library\/$/, rest)
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value

function tooLarge(file) {
  const most = Number(document.querySelector("[data-most-bytes]")?.dataset.mostBytes ?? Infinity)
  if (file.size < most) return ""
  const [size, limit] = [file.size, most].map((bytes) => Math.round(bytes / MEGABYTE))
  return say("The file has %(size)s MB; the desk takes %(limit)s MB at most.", { size, limit })
}

function refusal({ status, response, responseURL = "" }) {
  if (responseURL.includes("/login/")) return REFUSALS[403]
  return response?.problem ?? REFUSALS[status] ?? gettext("The library does not answer. Try again.")
}

let queue = Promise.resolve()

// Resolves to the library's answer; rejects with an Error in words. One file goes after the other:
// the library opens each whole.
export function upload(library, file, options) {
  const problem = tooLarge(file)
  if (problem) return Promise.reject(new Error(problem))
  const mine = queue.then(() => send(library, file, options))
  queue = mine.catch(() => {})
  return mine
}

function send(library, file, { onProgress, signal }) {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest() // fetch tells nothing of what is sent
    const sent = new FormData()
    sent.append("upload", file)
    request.open("POST", address(library, "upload/"))
    request.setRequestHeader("X-CSRFToken", token())
    request.responseType = "json"
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded / event.total))
    request.addEventListener("load", () => {
      if (request.response?.picture) resolve(request.response)
      else reject(new Error(refusal(request)))
    })
    request.addEventListener("error", () => reject(new Error(refusal({ status: 0 }))))
    request.addEventListener("abort", () => reject(signal.reason))
    signal.addEventListener("abort", () => request.abort())
    request.send(sent)
  })
}

// Resolves to { picture } or, by field, { problems }; rejects with an Error in words.
export async function saveWords(library, id, words) {
  const options = { method: "POST", headers: { "X-CSRFToken": token() }, body: new URLSearchParams(words) }
  const response = await fetch(address(library, `${id}/words/`), options).catch(() => null)
  const answer = await response?.json().catch(() => null)
  if (answer?.picture || answer?.problems) return answer
  throw new Error(refusal({ status: response?.status, responseURL: response?.url }))
}
