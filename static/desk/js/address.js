// What somebody typed or pasted as an address, made whole; "" for what is none.
export function wholeAddress(typed, schemes = ["http:", "https:"]) {
  const text = typed.trim()
  if (!text) return ""
  for (const candidate of [text, `https://${text}`]) {
    try {
      const address = new URL(candidate)
      if (schemes.includes(address.protocol)) return address.href
    } catch {
      continue
    }
  }
  return ""
}
