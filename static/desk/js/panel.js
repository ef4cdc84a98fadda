// What is focused in the panel is scrolled to below the buttons, however high they stand.
const panel = document.querySelector(".story-panel")
const standing = panel?.querySelector(".standing")
const buttons = panel?.querySelector(".standing-buttons")

function measure() {
  const fixed = standing.offsetHeight ? standing : buttons // on a low screen only the buttons stay
  panel.style.scrollPaddingBlockStart = `${fixed?.offsetHeight ?? 0}px`
}

if (standing) {
  const watch = new ResizeObserver(measure)
  watch.observe(standing)
  if (buttons) watch.observe(buttons)
}
