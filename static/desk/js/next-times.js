// Times that are filled in with one click.
for (const choices of document.querySelectorAll(".next-times")) {
  const field = choices.parentElement.querySelector("input")
  choices.hidden = false
  choices.addEventListener("click", ({ target }) => {
    if (!target.value) return
    field.value = target.value
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }))
  })
}
