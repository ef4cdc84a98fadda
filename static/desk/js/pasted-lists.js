// Lists as word processors write them, made lists.

const LEVEL = /mso-list:\s*l\d+\s+level(\d+)/i
const MARKER = '[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]'
const NUMBER = /^\s*\(?[0-9a-z]{1,4}[.)]/i

function listFor(paragraph) {
  const marker = paragraph.querySelector(MARKER)?.textContent ?? ""
  return document.createElement(NUMBER.test(marker) ? "ol" : "ul")
}

// Word's items are paragraphs with a level in their style and a bullet typed before their words.
export function makeLists(body) {
  let open = [] // the lists that the next item may go on, the outermost first
  for (const paragraph of body.querySelectorAll('[style*="mso-list" i]')) {
    const wanted = Number(LEVEL.exec(paragraph.getAttribute("style"))?.[1] ?? 0)
    if (!wanted) continue
    if (paragraph.previousElementSibling !== open[0]) open = []
    const level = Math.min(wanted, open.length + 1)
    open = open.slice(0, level)
    if (open.length < level) {
      const list = listFor(paragraph)
      if (open.length) open.at(-1).lastElementChild.append(list)
      else paragraph.before(list)
      open.push(list)
    }
    const item = document.createElement("li")
    open.at(-1).append(item)
    item.append(paragraph)
    paragraph.querySelectorAll(MARKER).forEach((marker) => marker.remove())
  }
}

// Docs puts a list beside the item that it belongs to, Word's web page each item in its own list.
export function nestLists(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    list.previousElementSibling?.append(list)
  }
  for (const wrapper of body.querySelectorAll(".ListContainerWrapper")) {
    const before = wrapper.previousElementSibling
    const list = wrapper.firstElementChild
    wrapper.replaceWith(...wrapper.childNodes)
    if (list && before?.tagName === list.tagName) {
      before.append(...list.childNodes)
      list.remove()
    }
  }
}
