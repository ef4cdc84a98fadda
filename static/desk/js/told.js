// What a press did is shown over the page for a while, wherever that is scrolled to, and moves none
// of it.
const SHOWN = 8000 // milliseconds, and as long as somebody points at it
const place = document.getElementById("messages")
const height = place.offsetHeight // of what the page was opened with
let waiting

function goAway() {
  if (place.matches(":hover, :focus-within")) waiting = setTimeout(goAway, SHOWN)
  else place.replaceChildren()
}

document.addEventListener("desk:fresh", () => {
  place.classList.add("is-fresh")
  place.style.blockSize = `${height}px`
  clearTimeout(waiting)
  waiting = setTimeout(goAway, SHOWN)
})
