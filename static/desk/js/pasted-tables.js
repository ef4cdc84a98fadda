// Tables as word processors write them: with a row of headings that is only bold, and as frames.

const cellsOf = (row) => [...row.querySelectorAll(":scope > td, :scope > th")]
const isBold = (cell) =>
  [...cell.querySelectorAll("b, strong")].map((bold) => bold.textContent.trim()).join("") ===
  cell.textContent.trim()

function rename(cell, tag) {
  const other = document.createElement(tag)
  for (const name of ["colspan", "rowspan"]) {
    if (cell.hasAttribute(name)) other.setAttribute(name, cell.getAttribute(name))
  }
  other.append(...cell.childNodes)
  for (const bold of other.querySelectorAll("b, strong")) bold.replaceWith(...bold.childNodes)
  cell.replaceWith(other)
}

// A table of one cell is a frame, and a table in a cell a way to line things up: neither is data.
function dropFrames(body) {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const cells = [...table.querySelectorAll("td, th")]
    const isFrame = cells.length < 2 || table.parentElement.closest("table")
    if (isFrame) table.replaceWith(...cells.flatMap((cell) => [...cell.childNodes]))
  }
}

export function makeTables(body) {
  dropFrames(body)
  for (const table of body.querySelectorAll("table")) {
    for (const column of table.querySelectorAll("colgroup, col")) column.remove()
    const first = cellsOf(table.querySelector("tr"))
    const told = first.filter((cell) => cell.textContent.trim())
    if (told.length && told.every((cell) => cell.tagName === "TH" || isBold(cell))) {
      for (const cell of first) rename(cell, "th")
    }
  }
}
