// Whoever is taken over goes on reading: what they typed is kept, and nothing more is typed.
import { goOn, save, stop } from "./autosave.js"
import { editor, form } from "./open-page.js"

let held = null // the controls that are held still, with what holds them

const isText = (control) => control.matches("textarea, input:not([type=checkbox], [type=radio], [type=hidden])")

function hold(still) {
  for (const [control, how] of held) control[how] = still
  editor.then((text) => text.setEditable(!still, false))
}

export async function onlyRead() {
  if (held) return
  const controls = [...form.elements].filter((control) => control.type !== "hidden" && !control.disabled && !control.readOnly)
  held = controls.map((control) => [control, isText(control) ? "readOnly" : "disabled"])
  await save()
  stop()
  if (held) hold(true)
}

export function goOnWriting() {
  if (!held) return
  hold(false)
  held = null
  goOn()
}
