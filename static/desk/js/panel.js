// What is focused in the panel is scrolled to below the buttons, however high they stand.
const panel = document.querySelector(".story-panel")
const standing = panel?.querySelector(".standing")

function measure() {
  const buttons = panel.querySelector(".standing-buttons")
  const fixed = standing.offsetHeight ? standing : buttons // on a low screen only the buttons stay
  panel.style.scrollPaddingBlockStart = `${fixed?.offsetHeight ?? 0}px`
}

if (standing) {
  const watch = new ResizeObserver(measure)
  watch.observe(panel)
  watch.observe(standing)
  document.addEventListener("desk:fresh", measure)
}
