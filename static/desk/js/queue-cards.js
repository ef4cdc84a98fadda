// The cards of the open page: which one is at hand, and how they come and go.
import { gettext, make } from "./element.js"

export const cards = () => [...document.querySelectorAll(".comment-card")].filter((card) => !card.closest("[hidden]"))
export const rowOf = (card) => card.closest(".queue-row") ?? card
export const numberOf = (card) => card.dataset.comment

let here = cards()[0]
here?.classList.add("is-current")

export const current = () => here

// `focus` false leaves the cursor where somebody has put it.
export function goTo(card, { focus = true } = {}) {
  here?.classList.remove("is-current")
  here?.setAttribute("tabindex", "-1")
  here = card
  if (!card) return
  card.classList.add("is-current")
  card.setAttribute("tabindex", "0")
  if (focus) card.focus()
}

export function step(by) {
  const all = cards()
  const next = all[all.indexOf(here) + by]
  if (next) goTo(next)
}

function tick(card, { disabled }) {
  const box = rowOf(card).querySelector(".action-select")
  if (box) Object.assign(box, { disabled, checked: false })
}

const tellOthers = () => document.dispatchEvent(new Event("queue:moved"))

// Out of sight, and not sent with anything; it is kept, for it may come back.
export function leave(card) {
  const all = cards()
  const place = all.indexOf(card)
  rowOf(card).hidden = true
  tick(card, { disabled: true })
  if (card === here) goTo(all[place + 1] ?? all[place - 1])
  tellOthers()
}

export function comeBack(card) {
  rowOf(card).hidden = false
  tick(card, { disabled: false })
  tellOthers()
}

export function setMark(card, mark) {
  const input = card.querySelector(`[name="mark-${numberOf(card)}"]`)
  if (input) input.value = mark
}

// Where the card has no field for some words any more they are there to be copied.
function keep(old, fresh) {
  const words = make("textarea", { name: old.name, value: old.value, rows: 4, readOnly: true })
  const label = make("label", {}, [gettext("What you had typed"), words])
  fresh.querySelector(".card-buttons").append(make("div", { className: "card-more card-kept" }, [label]))
}

function takeOver(old, fresh) {
  const field = fresh.querySelector(`[name="${old.name}"]`)
  if (!field) return keep(old, fresh)
  field.value = old.value
  field.closest("details").open = old.closest("details")?.open ?? true
}

// The card as it is now. What was being typed on it stays, and so does the cursor: a letter that is
// meant for a word must not become a key.
export function renew(card, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".comment-card")
  const active = card.contains(document.activeElement) ? document.activeElement : null
  const place = active?.matches("textarea") && [active.selectionStart, active.selectionEnd]
  for (const old of card.querySelectorAll("textarea")) if (old.value) takeOver(old, fresh)
  fresh.dataset.changed = performance.now()
  card.replaceWith(fresh)
  const field = place && fresh.querySelector(`textarea[name="${active.name}"]`)
  if (card === here) goTo(fresh, { focus: Boolean(active) && !field })
  if (field) {
    field.closest("details")?.setAttribute("open", "")
    field.focus()
    field.setSelectionRange(...place)
  }
  return fresh
}

// Too short ago for anybody to have read what is new on it.
export const hasJustChanged = (card) => performance.now() - Number(card.dataset.changed ?? -Infinity) < 1000

document.addEventListener("focusin", ({ target }) => {
  const card = target.closest(".queue-row")?.querySelector(".comment-card")
  if (card && card !== here) goTo(card, { focus: false })
})
