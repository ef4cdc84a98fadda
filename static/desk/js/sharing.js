// Shows, while it is typed, how the story will look in search results and in shared links.
import { onePicture } from "./library-dialog.js"
import { plainText } from "./plain-text.js"

const card = document.querySelector(".sharing")
const field = (name) => document.getElementById(`id_${name}`)
const typed = (name) => field(name)?.value.trim() ?? ""

// As articles.models.content ends a summary that nobody wrote.
function beginning(text, most) {
  if (text.length <= most) return text
  return `${text.slice(0, text.slice(0, most + 1).lastIndexOf(" "))}…`
}

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text)

function show() {
  const { title, summary, unwritten } = card.dataset
  const headline = typed("search_headline") || typed("headline")
  const text = typed("search_summary") || typed("standfirst")
    || beginning(plainText(field("body")?.value ?? ""), Number(unwritten))
  for (const place of card.querySelectorAll(".shared-title")) place.textContent = cut(headline, Number(title))
  for (const place of card.querySelectorAll(".shared-summary")) place.textContent = cut(text, Number(summary))
}

async function showPicture() {
  const chooser = field("lead_picture")
  const picture = chooser.value ? await onePicture(chooser.dataset.library, chooser.value) : undefined
  const image = card.querySelector("img")
  image.hidden = !picture
  image.src = picture?.image ?? ""
  image.style.objectPosition = picture ? `${picture.focal_x * 100}% ${picture.focal_y * 100}%` : ""
}

let waiting
if (card && field("headline")) {
  document.getElementById("article_form").addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(show, 200)
  })
  field("lead_picture").addEventListener("change", showPicture)
  show()
  showPicture()
}
