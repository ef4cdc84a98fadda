// What Word and Google Docs put on the clipboard, made the plain HTML that was meant. The editor's
// schema drops foreign styles by itself; here stands what it would take for the writer's words.
import { makeLists, nestLists } from "./pasted-lists.js"
import { makeTables } from "./pasted-tables.js"

// Reviewers' comments and what they struck out are not for readers.
const NOT_MEANT = [
  "style, script, meta, link, title, xml, del",
  '[style*="mso-hide:all" i], [style*="mso-element:comment" i]',
  '.MsoCommentReference, [class^="msocom"], a[href^="#_msocom"]',
].join(", ")
const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
const BLOCKS = "p, ul, ol, table, blockquote, div, " + HEADINGS.join(", ")

const unwrap = (element) => element.replaceWith(...element.childNodes)

function dropComments(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  found.forEach((comment) => comment.remove())
}

// Docs wraps everything in a <b> that is not bold, and Word makes its headings bold twice.
function dropWhatIsNotBold(body) {
  for (const bold of body.querySelectorAll("b, strong")) {
    const isNot = ["normal", "400"].includes(bold.style.fontWeight)
    if (isNot || bold.closest(HEADINGS.join(", ")) || bold.querySelector(BLOCKS)) unwrap(bold)
  }
}

function makeQuotes(body) {
  for (const paragraph of body.querySelectorAll(".MsoQuote, .MsoIntenseQuote")) {
    const quote = document.createElement("blockquote")
    paragraph.replaceWith(quote)
    quote.append(paragraph)
  }
}

// Between paragraphs writers leave room; the page does that for them.
function dropEmptyLines(body) {
  for (const line of body.querySelectorAll("br")) {
    const isBetween = [line.previousElementSibling, line.nextElementSibling].some((e) => e?.matches(BLOCKS))
    if (isBetween || line.className) line.remove()
  }
  for (const block of body.querySelectorAll(`p, ${HEADINGS.join(", ")}`)) {
    if (!block.textContent.trim() && !block.querySelector("img")) block.remove()
  }
}

function nameTrueAddresses(body) {
  for (const link of body.querySelectorAll('a[href^="https://www.google.com/url?"]')) {
    link.href = new URL(link.href).searchParams.get("q") ?? link.href
  }
}

export function cleanPasted(html) {
  if (html.includes("data-pm-slice")) return html // from the editor itself
  const { body } = new DOMParser().parseFromString(html, "text/html")
  for (const element of body.querySelectorAll(NOT_MEANT)) element.remove()
  makeLists(body)
  dropComments(body)
  makeTables(body)
  dropWhatIsNotBold(body)
  nestLists(body)
  makeQuotes(body)
  dropEmptyLines(body)
  nameTrueAddresses(body)
  return body.innerHTML.replace(/(?:&nbsp;| ){2,}/g, " ")
}
