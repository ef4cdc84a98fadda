// On a picture's page a click on the picture fills the fields of its focal point.
import { focalFrame } from "./focal-frame.js"

const picture = document.querySelector(".focal-picture")
const fields = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`))

if (picture && fields.every(Boolean)) {
  const point = {}
  const read = () => Object.assign(point, { x: Number(fields[0].value), y: Number(fields[1].value) })
  read()
  const { show } = focalFrame(picture, point, ({ x, y }) => {
    fields[0].value = x
    fields[1].value = y
  })
  for (const field of fields) {
    field.addEventListener("input", () => {
      read()
      show()
    })
  }
}
