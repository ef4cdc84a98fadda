// The desk's words in scripts: translated where a catalogue is loaded, a value by its name in place
// of each %(name)s, so that a language may have them in its own order.
export const gettext = window.gettext ?? ((text) => text)

const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name])

export const say = (text, values) => filled(gettext(text), values)

// `count` decides between the forms, and is %(count)s in them.
export function sayCount(one, many, count, values = {}) {
  const text = window.ngettext?.(one, many, count) ?? (count === 1 ? one : many)
  return filled(text, { count, ...values })
}
