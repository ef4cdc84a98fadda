// Who else has the story open, who took it over, and who has saved it meanwhile.
import { gettext, make, say, sayCount } from "./element.js"
import { form, hidden, keeping } from "./open-page.js"
import { post } from "./post.js"
import { goOnWriting, onlyRead } from "./taken-over.js"

const EVERY = 10_000
const place = document.querySelector("[data-others]")
const mine = () => [["page", hidden("page")]]
let shown = ""

function sentences({ others, elsewhere, takenOver, latest }) {
  const names = new Intl.ListFormat(document.documentElement.lang).format(others)
  const saved = { number: latest.number, time: latest.at }
  const newer = latest.number > Number(hidden("opened_version"))
  return [
    takenOver && say("%(who)s took over at %(time)s. Your words are kept, and you can go on reading.", { who: takenOver.by, time: takenOver.at }),
    !takenOver && others.length && sayCount("%(names)s has this story open, too.", "%(names)s have this story open, too.", others.length, { names }),
    elsewhere && gettext("You have this story open in another window, too."),
    newer && !latest.mine && say("%(who)s saved version %(number)s at %(time)s. It is joined with yours when you save.", { who: latest.by, ...saved }),
    newer && latest.mine && say("You saved version %(number)s at %(time)s in another window. It is joined with this when you save.", saved),
  ].filter(Boolean)
}

function show(answer) {
  const { others, takenOver } = answer
  if (JSON.stringify(answer) === shown) return
  shown = JSON.stringify(answer)
  const hadFocus = place.contains(document.activeElement)
  place.replaceChildren(...sentences(answer).map((text) => make("p", { textContent: text })))
  place.classList.toggle("is-taken-over", Boolean(takenOver))
  if (takenOver) onlyRead()
  else goOnWriting()
  if (!others.length) return
  const button = make("button", { type: "button", className: "step", textContent: gettext("Take over") })
  button.addEventListener("click", () => tell(keeping.takeOver))
  place.append(button)
  if (hadFocus) button.focus()
}

// A page that is not heard is not told either; autosave says what is wrong.
async function tell(address) {
  const response = await post(address, mine()).catch(() => undefined)
  if (response?.ok) show(await response.json())
}

const ping = () => tell(keeping.presence)

function leave() {
  const token = form.elements.csrfmiddlewaretoken.value
  navigator.sendBeacon(keeping.presence, new URLSearchParams([...mine(), ["leaving", "1"], ["csrfmiddlewaretoken", token]]))
}

// The panel beside the words stands below the bar, however tall that is; keeping.css.
function measure() {
  document.documentElement.style.setProperty("--others", `${place.offsetHeight}px`)
}

if (keeping?.presence) {
  ping()
  new ResizeObserver(measure).observe(place, { box: "border-box" })
  setInterval(ping, EVERY)
  document.addEventListener("visibilitychange", () => document.hidden || ping())
  addEventListener("pagehide", leave)
  addEventListener("pageshow", ({ persisted }) => persisted && ping())
}
