// How long a line is, and where search results would cut it: advice, never a refusal.
import { sayCount } from "./wording.js"

const inSearch = document.getElementById("id_search_headline")

function advice(field, length, most) {
  if (field.id === "id_headline" && inSearch?.value.trim()) {
    return sayCount("%(count)s character. Search results show the title for search.", "%(count)s characters. Search results show the title for search.", length)
  }
  if (length > most) {
    return sayCount("%(count)s character: search results cut it after about %(most)s.", "%(count)s characters: search results cut it after about %(most)s.", length, { most })
  }
  return sayCount("%(length)s of about %(count)s character that search results show.", "%(length)s of about %(count)s characters that search results show.", most, { length })
}

function guide(field) {
  const told = document.createElement("p")
  told.className = "help length-guide"
  told.id = `${field.id}_guide`
  field.after(told)
  const described = field.getAttribute("aria-describedby") ?? ""
  field.setAttribute("aria-describedby", `${described} ${told.id}`.trim())

  const show = () => {
    const length = [...field.value.trim()].length
    const most = Number(field.dataset.guide)
    told.textContent = length ? advice(field, length, most) : ""
    told.classList.toggle("is-long", length > most)
  }
  field.addEventListener("input", show)
  inSearch?.addEventListener("input", show)
  show()
}

document.querySelectorAll("[data-guide]").forEach(guide)
