// The list of stories by keyboard: after a search the first story found is under the finger, so
// that Enter opens it; the arrows go on from there, and “/” goes back to the words. What is typed
// before this script arrives is no search yet.
const words = document.getElementById("id_q")
const links = () => [...document.querySelectorAll("#result_list .field-title a")]

if (words?.defaultValue) links()[0]?.focus()

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, textarea, select")) {
    event.preventDefault()
    words?.focus()
    words?.select()
  }
  const here = links().indexOf(document.activeElement)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || (here < 0 && document.activeElement !== words)) return
  const next = here + step < 0 ? words : links()[here + step]
  if (next) event.preventDefault()
  next?.focus()
})
