// The fields for what is said of a picture: alt text, caption and credit.
import { make } from "./make.js"
import { gettext } from "./wording.js"

const FIELDS = {
  alt: { sent: "alt_text", title: gettext("Alt text"), rows: 2, maxLength: 400,
    help: gettext("What is to be seen, for those who cannot see it. Needed to publish.") },
  caption: { sent: "caption", title: gettext("Caption"), rows: 2 },
  credit: { sent: "credit", title: gettext("Credit"), rows: 1, maxLength: 120 },
}
let count = 0

function wordField({ title, rows, maxLength, help }, value, readOnly) {
  const id = `arriving-${++count}`
  const area = make("textarea", { id, rows, value, readOnly })
  const field = make("div", { className: "arriving-field" }, [
    make("label", { htmlFor: id, textContent: title }), area,
  ])
  if (maxLength) area.maxLength = maxLength
  if (help) {
    field.append(make("p", { id: `${id}-help`, className: "help", textContent: help }))
    area.setAttribute("aria-describedby", `${id}-help`)
  }
  return { field, area }
}

// The fields as `elements`, and their text areas by the names that the library knows.
export function wordFields(picture, readOnly) {
  const rows = Object.entries(FIELDS).map(([name, config]) => {
    return { sent: config.sent, ...wordField(config, picture[name], readOnly) }
  })
  return {
    elements: rows.map(({ field }) => field),
    areas: Object.fromEntries(rows.map(({ sent, area }) => [sent, area])),
  }
}
