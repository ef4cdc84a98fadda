// The open page of a story, or of comments: what is typed on it, and what it knows of itself.
import { randomKey } from "./random-key.js"

export const form = document.getElementById("article_form") ?? document.getElementById("changelist-form")

// Addresses and names, where the person may write; undefined where they only read.
export const keeping = document.getElementById("keeping")?.dataset

const ASIDE = new Set(["csrfmiddlewaretoken", "_transition"])

// Everything typed, as pairs of name and value.
export function typed() {
  return [...new FormData(form)].filter(([name, value]) => !ASIDE.has(name) && typeof value === "string")
}

export const hidden = (name) => form.elements[name]?.value ?? ""

// This window, as the slots of the desk know it.
export const thisWindow = randomKey()

// What is typed from now on is another page's: it goes into a slot of its own.
export function becomeAnotherPage() {
  form.elements.page.value = randomKey()
}

// The body's editor, once there is one.
export const editor = new Promise((resolve) => {
  document.addEventListener("prose-editor:ready", ({ detail }) => resolve(detail.editor), { once: true })
})
