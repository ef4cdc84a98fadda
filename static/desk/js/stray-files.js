// A file dropped beside the text would take the page's place in the browser, words and all.
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files")

document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event) || event.defaultPrevented) return
  event.preventDefault()
  event.dataTransfer.dropEffect = "none"
})
document.addEventListener("drop", (event) => {
  if (carriesFiles(event)) event.preventDefault()
})
