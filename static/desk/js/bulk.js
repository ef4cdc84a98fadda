// One thing done to many stories, a few at a time, so that a bar can show how far it is. Without
// this script the form does the same in one request.
const form = document.querySelector("form[data-bulk]")

form?.addEventListener("submit", async (event) => {
  event.preventDefault()
  const bar = form.querySelector("progress")
  form.querySelector(".bulk-progress").hidden = false
  for (const button of form.querySelectorAll("button")) button.disabled = true
  const told = (number) => form.dataset.bulk.replace("/0/", `/${number}/`)
  let change, number
  try {
    change = await post(form.action)
    if (!change) return form.submit() // the page that comes back says what is missing
    number = change.number
    while (change.waiting) {
      change = await post(`${told(number)}on/`)
      if (!change) throw new Error("no answer of the desk")
      bar.value = change.of - change.waiting
    }
    location.assign(told(number))
  } catch {
    const failed = form.querySelector(".bulk-failed")
    failed.hidden = false
    if (number) failed.querySelector("a").href = told(number)
  }
})

async function post(address) {
  const sent = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }
  const answer = await fetch(address, sent)
  return answer.headers.get("Content-Type")?.includes("json") ? answer.json() : null
}
