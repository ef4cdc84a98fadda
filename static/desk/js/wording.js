// The desk's words in scripts: translated where a catalogue is loaded, values in place of each %s.
export const gettext = window.gettext ?? ((text) => text)

export function say(format, ...values) {
  return gettext(format).replace(/%s/g, () => values.shift())
}

export function sayCount(one, many, count) {
  const text = window.ngettext?.(one, many, count) ?? (count === 1 ? one : many)
  return text.replace("%s", count)
}
