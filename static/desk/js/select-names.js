// Select2 hides the select that the label names; here its stand-in gets the name.
function nameAll(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const label = root.querySelector(`label[for="${select.id}"]`)
    const box = select.nextElementSibling?.querySelector("[role=combobox]")
    const name = label?.textContent.trim() ?? select.getAttribute("aria-label")
    if (!name || !box) continue
    const field = box.querySelector("input")
    if (field) {
      field.setAttribute("aria-label", name)
      box.title = name
    } else {
      box.setAttribute("aria-label", name)
      box.querySelector("[role=textbox]")?.setAttribute("title", name)
    }
    label?.removeAttribute("for")
    label?.addEventListener("click", () => (field ?? box).focus())
  }
}

// After Select2, which waits for jQuery's ready too.
window.django?.jQuery?.(() => nameAll(document))
document.addEventListener("formset:added", ({ target }) => setTimeout(nameAll, 0, target))
