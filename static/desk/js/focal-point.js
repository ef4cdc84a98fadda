// A click on the picture sets its focal point.
const picture = document.querySelector(".focal-picture")
const fields = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`))

if (picture && fields.every(Boolean)) {
  const frame = document.createElement("div")
  const mark = document.createElement("span")
  frame.className = "focal-frame"
  mark.className = "focal-mark"
  picture.before(frame)
  frame.append(picture, mark)

  const show = () => {
    mark.style.left = `${fields[0].value * 100}%`
    mark.style.top = `${fields[1].value * 100}%`
  }

  picture.addEventListener("click", (event) => {
    const { left, top, width, height } = picture.getBoundingClientRect()
    fields[0].value = ((event.clientX - left) / width).toFixed(2)
    fields[1].value = ((event.clientY - top) / height).toFixed(2)
    show()
  })
  for (const field of fields) field.addEventListener("input", show)
  show()
}
