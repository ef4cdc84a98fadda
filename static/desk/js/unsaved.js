// Asks before words are left behind that nobody has confirmed yet.
import { isPending } from "./autosave.js"
import { isLeaving } from "./press.js"

addEventListener("beforeunload", (event) => {
  if (isPending() && !isLeaving()) event.preventDefault()
})
