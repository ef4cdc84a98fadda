// A picture on which a click, or the arrow keys, set the point that every crop keeps in sight.
import { say } from "./wording.js"

const STEP = 0.05
const STEPS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }
const inside = (share) => Number(Math.min(1, Math.max(0, share)).toFixed(2))

// `point` is { x, y } from 0 to 1 and is kept up; `onChange` hears of every move.
export function focalFrame(image, point, onChange = () => {}) {
  const frame = document.createElement("button")
  const mark = document.createElement("span")
  frame.type = "button"
  frame.className = "focal-frame"
  mark.className = "focal-mark"
  image.replaceWith(frame)
  frame.append(image, mark)

  function show() {
    mark.style.left = `${point.x * 100}%`
    mark.style.top = `${point.y * 100}%`
    const [left, top] = [point.x, point.y].map((share) => Math.round(share * 100))
    const name = say("Focal point, %(left)s % from the left, %(top)s % from the top", { left, top })
    frame.setAttribute("aria-label", name)
  }

  function move(x, y) {
    Object.assign(point, { x: inside(x), y: inside(y) })
    show()
    onChange(point)
  }

  image.addEventListener("click", (event) => {
    const { left, top, width, height } = image.getBoundingClientRect()
    move((event.clientX - left) / width, (event.clientY - top) / height)
  })
  frame.addEventListener("keydown", (event) => {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    move(point.x + step[0], point.y + step[1])
  })
  show()
  return { frame, show }
}
