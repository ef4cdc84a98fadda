// “More” in the desk’s menu opens to where there is room; it closes when somebody goes on
// elsewhere, and with Escape.
const more = document.querySelector(".desk-more")
const isElsewhere = (place) => place && !more.contains(place)

if (more) { // the desk's first page lists everything without it
  document.addEventListener("click", ({ target }) => { if (isElsewhere(target)) more.open = false })
  more.addEventListener("focusout", ({ relatedTarget }) => { if (isElsewhere(relatedTarget)) more.open = false })
  more.addEventListener("toggle", () => {
    const groups = more.querySelector(".desk-more-groups")
    groups.classList.remove("is-turned")
    const { left, right } = groups.getBoundingClientRect()
    groups.classList.toggle("is-turned", left < 0 || right > document.documentElement.clientWidth)
  })
  more.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !more.open) return
    more.open = false
    more.querySelector("summary").focus()
  })
}
