/**
 * Posts the form without leaving the page: the same request to the same address, and what the
 * server answers is shown here. Where this goes wrong the browser posts the form by itself; the
 * server takes what is sent twice for one. Tells of a comment that is kept with the event "posted".
 */
const PATIENCE = 40_000; // milliseconds; the server gives up after 30 seconds
const respond = document.getElementById("respond");
const form = document.getElementById("commentform");
const told = document.getElementById("comment-told");
let isSending = false;
let isBroken = false;

/** Resolves to the page that answers, and to nothing where there is none. */
async function send() {
  const body = new URLSearchParams(new FormData(form));
  const signal = AbortSignal.timeout?.(PATIENCE);
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}

function clear() {
  respond.querySelector(".reader-form-summary")?.remove();
  form.querySelectorAll(".reader-form-message").forEach((message) => message.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
}

function summarise(summary) {
  clear();
  form.before(summary);
  summary.tabIndex = -1;
}

function complain(page) {
  const summary = document.getElementById("not-sent").content.firstElementChild.cloneNode(true);
  const reason = page?.querySelector("main [role=alert]") ?? page?.querySelector("main h1");
  if (reason) {
    summary.querySelector("li").textContent = reason.textContent;
  }
  summarise(summary);
  summary.focus();
}

/** Shows the form as the server sent it back; what is typed and ticked stays as it is. */
function mend(page) {
  const theirs = page.getElementById("commentform");
  for (const { name, value, checked } of [...form.elements].filter((field) => field.name)) {
    if (name !== "stamp") {
      Object.assign(theirs.elements[name], { value, checked });
    }
  }
  const summary = page.querySelector("#respond > .reader-form-summary");
  const first = theirs.querySelector("[autofocus]");
  first?.removeAttribute("autofocus");
  summarise(summary);
  form.replaceChildren(...theirs.children);
  form.dispatchEvent(new Event("input"));
  (first ?? summary).focus();
}

function show(comment, receipt) {
  clear();
  form.elements.comment.value = "";
  form.dispatchEvent(new CustomEvent("posted", { detail: receipt }));
  told.textContent = comment.querySelector(".comment-own strong").textContent.trim();
  comment.focus();
}

function wait(isWaiting) {
  const line = document.getElementById("comment-sending");
  line.hidden = !isWaiting;
  told.textContent = isWaiting ? line.textContent : "";
  isSending = form.elements.comment.readOnly = isWaiting;
}

async function post() {
  const page = await send();
  const receipt = page?.querySelector("[data-receipt]")?.dataset.receipt;
  const { place } = receipt ? await import("./comment-place.js") : {}; // most never need it
  wait(false);
  if (receipt) {
    show(place(page.getElementById("in-story")), receipt);
  } else if (page?.getElementById("commentform")) {
    mend(page);
  } else {
    complain(page);
  }
}

form.addEventListener("submit", async (event) => {
  if (isBroken) {
    return;
  }
  event.preventDefault();
  if (isSending) {
    return;
  }
  try {
    wait(true);
    await post();
  } catch {
    isBroken = true;
    form.requestSubmit();
  }
});
