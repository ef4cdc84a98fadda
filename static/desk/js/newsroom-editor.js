// The parts of the body editor that are the newsroom's own; articles/sanitize.py names them all.
// Link, Heading and the parts of a table take the place of the editor's.

export { EmbedCard } from "./embed-card.js"
export { FactBox } from "./fact-box.js"
export { Heading } from "./heading.js"
export { LibraryPicture } from "./library-picture.js"
export { Link } from "./link.js"
export { PullQuote } from "./pull-quote.js"
export { Table, TableCell, TableHeader } from "./table.js"
