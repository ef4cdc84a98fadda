// “More” in the desk’s menu closes when somebody goes on elsewhere, and with Escape.
const more = document.querySelector(".desk-more")
const isElsewhere = (place) => place && !more.contains(place)

if (more) { // the desk's first page lists everything without it
  document.addEventListener("click", ({ target }) => { if (isElsewhere(target)) more.open = false })
  more.addEventListener("focusout", ({ relatedTarget }) => { if (isElsewhere(relatedTarget)) more.open = false })
  more.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !more.open) return
    more.open = false
    more.querySelector("summary").focus()
  })
}
