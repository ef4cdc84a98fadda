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

/** Resolves to the page that answers and its address, and to nothing where there is none. */
async function send() {
  const body = new URLSearchParams(new FormData(form));
  const signal = AbortSignal.timeout?.(PATIENCE);
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal });
    return [new DOMParser().parseFromString(await answer.text(), "text/html"), answer.url];
  } catch {
    return [];
  }
}

function clear() {
  form.querySelectorAll(".reader-form-message").forEach((message) => message.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
}

function summarise(summary, focused = summary) {
  respond.querySelector(".reader-form-summary")?.remove();
  form.before(summary);
  summary.tabIndex = -1;
  focused.focus();
}

function complain(page) {
  const summary = document.getElementById("not-sent").content.firstElementChild.cloneNode(true);
  const reason = page?.querySelector("main [role=alert]") ?? page?.querySelector("main h1");
  if (reason) {
    summary.querySelector("li").textContent = reason.textContent;
  }
  clear();
  summarise(summary);
}

function show(comment, receipt) {
  clear();
  respond.querySelector(".reader-form-summary")?.remove();
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

// What shows an answer comes with the first one: most readers never need it.
async function post() {
  const [page, address] = await send();
  const receipt = page?.querySelector("[data-receipt]")?.dataset.receipt;
  if (receipt) {
    const { placeNew } = await import("./comment-place.js");
    wait(false);
    show(placeNew(page, address), receipt);
  } else if (page?.getElementById("commentform")) {
    const { mend } = await import("./comment-mend.js");
    wait(false);
    summarise(page.querySelector("#respond > .reader-form-summary"), mend(page));
  } else {
    wait(false);
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

try {
  if (sessionStorage.getItem(form.dataset.own)) {
    const { placeAgain } = await import("./comment-place.js");
    await placeAgain();
  }
} catch {
  // They are under their private links.
}
