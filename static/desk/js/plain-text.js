// A body's words, as articles.sanitize.plain_text finds them: blocks are set apart by spaces.
const BLOCK_END = /<\/(?:p|h2|h3|li|blockquote|figcaption|figure|aside)>|<br>/g

export function plainText(html) {
  const page = new DOMParser().parseFromString(html.replace(BLOCK_END, "$& "), "text/html")
  return page.body.textContent.split(/\s+/).filter(Boolean).join(" ")
}
