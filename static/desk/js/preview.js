// Shows the story as readers would see it beside the editor, with the words as they are typed.
import { say } from "./wording.js"

const PAUSE = 600 // milliseconds without a keystroke
const form = document.getElementById("article_form")
const button = form?.querySelector("[data-preview]")
const pane = document.getElementById("preview-pane")
const frame = pane?.querySelector("iframe")
const stage = pane?.querySelector(".preview-stage")
const status = pane?.querySelector(".preview-status")
let width = 390
let asked, waiting
let isShown = false

// The page stays and its content changes, so that it keeps its place while somebody types.
function put(html) {
  if (!isShown) frame.srcdoc = html
  else {
    const fresh = new DOMParser().parseFromString(html, "text/html")
    frame.contentDocument.body.replaceChildren(...fresh.body.childNodes)
  }
  isShown = true
}

async function show() {
  asked?.abort()
  asked = new AbortController()
  const { signal } = asked
  try {
    const page = await fetch(button.formAction, { method: "POST", body: new FormData(form), redirect: "manual", signal })
    if (!page.ok) throw new Error(page.status)
    put(await page.text())
    const time = new Date().toLocaleTimeString(`${document.documentElement.lang}-u-nu-latn`, { hourCycle: "h23" })
    status.textContent = say("As readers would see it, at %(time)s", { time })
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = pane.dataset.failed
  }
}

function later() {
  clearTimeout(waiting)
  if (!pane.hidden) waiting = setTimeout(show, PAUSE)
}

// A phone is drawn as wide as a phone, a desktop as wide as one, made smaller where it must be.
function fit() {
  const scale = Math.min(1, stage.clientWidth / width)
  frame.style.width = `${width}px`
  frame.style.height = `${stage.clientHeight / scale}px`
  frame.style.transform = `scale(${scale})`
}

function choose(chosen) {
  width = Number(chosen.dataset.width)
  for (const other of pane.querySelectorAll("[data-width]")) {
    other.setAttribute("aria-pressed", String(other === chosen))
  }
  fit()
}

function toggle(isOpen) {
  pane.hidden = !isOpen
  document.body.classList.toggle("is-previewing", isOpen)
  button.setAttribute("aria-expanded", String(isOpen))
  if (isOpen) show()
  else button.focus()
}

if (button && pane) {
  button.setAttribute("aria-expanded", "false")
  button.setAttribute("aria-controls", pane.id)
  button.addEventListener("click", (event) => {
    event.preventDefault()
    toggle(pane.hidden)
  })
  pane.querySelector(".preview-close").addEventListener("click", () => toggle(false))
  pane.addEventListener("keydown", (event) => event.key === "Escape" && toggle(false))
  for (const one of pane.querySelectorAll("[data-width]")) one.addEventListener("click", () => choose(one))
  for (const kind of ["input", "change", "click"]) form.addEventListener(kind, later)
  // Choosers of names and pictures tell jQuery alone.
  window.django?.jQuery(form).on("change", later)
  new ResizeObserver(fit).observe(stage)
}
