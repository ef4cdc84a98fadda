// “Saved 10:42”, beside the buttons. It speaks up only when it says something new.
import { make } from "./element.js"

let told

// `remedy` is a button’s words and what it does.
export function tell(text, { bad = false, remedy } = {}) {
  const place = document.getElementById("save-status")
  const saying = [text, remedy?.[0]].join(" ").trim()
  told ??= place?.textContent.trim()
  if (!place || saying === told) return
  told = saying
  place.classList.toggle("is-bad", bad)
  place.replaceChildren(text)
  if (!remedy) return
  const button = make("button", { type: "button", textContent: remedy[0] })
  button.addEventListener("click", remedy[1])
  place.append(" ", button)
}

document.addEventListener("desk:fresh", () => { told = undefined })
