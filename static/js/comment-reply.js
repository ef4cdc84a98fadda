/**
 * “Reply” moves the form under the comment that it answers, with all that is typed in it, and
 * “Cancel reply” puts it back. The address says which comment that is, as it does where no script
 * runs, so Back leads to the form at its place. Tells of it with the event "moved".
 */
const respond = document.getElementById("respond");
const form = document.getElementById("commentform");
const titles = document.getElementById("reply-titles").content.children;
const home = document.createComment("");
respond.before(home);

const answered = () => form.elements.comment_parent.value;
const item = (number) => document.getElementById(`comment-${number}`);
const askedFor = () => new URLSearchParams(location.search).get("replytocom") ?? "0";

function titleFor(comment) {
  const title = titles[comment ? 1 : 0].cloneNode(true);
  if (comment) {
    title.querySelector("a").href = `#${comment.id}`;
    title.querySelector("bdi").textContent = comment.querySelector(".comment-name").textContent;
  }
  return title;
}

function move(number) {
  const links = item(number)?.querySelector(":scope > .comment-links");
  (links ?? home).after(respond);
  respond.querySelector(".respond-title").replaceWith(titleFor(links?.parentElement));
  form.elements.comment_parent.value = links ? number : "0";
  form.dispatchEvent(new Event("moved"));
}

function reply(link) {
  history[history.state?.answers ? "replaceState" : "pushState"]({ answers: true }, "", link.href);
  move(askedFor());
  form.elements.comment.focus();
}

function goHome() {
  history.replaceState(null, "", respond.querySelector(".respond-cancel").href);
  move("0");
}

function cancel() {
  const link = item(answered())?.querySelector(".comment-reply");
  if (history.state?.answers) {
    history.back(); // what follows from that is in popstate
  } else {
    goHome();
    link?.focus();
  }
}

document.getElementById("comments").addEventListener("click", (event) => {
  const link = event.target.closest(".comment-reply, .respond-cancel");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
    event.preventDefault();
    (link.matches(".comment-reply") ? reply : cancel)(link);
  }
});

form.addEventListener("keydown", (event) => {
  const isEmpty = !form.elements.comment.value.trim();
  if (event.key === "Escape" && !event.isComposing && isEmpty && answered() !== "0") {
    cancel();
  }
});

addEventListener("popstate", () => {
  const before = item(answered());
  if (askedFor() === answered()) {
    return; // a link to a comment
  }
  if (askedFor() !== "0" && !item(askedFor())) {
    return location.reload(); // it stands on another page: the server knows it
  }
  move(askedFor());
  (answered() === "0" ? before?.querySelector(".comment-reply") : form.elements.comment)?.focus();
});

form.addEventListener("posted", () => answered() === "0" || goHome());

if (item(answered())) {
  const focused = document.activeElement; // moving takes that away
  move(answered());
  focused.focus();
}
if (location.hash === "#respond" && askedFor() !== "0") {
  form.elements.comment.focus(); // the page was loaded to answer: the reader goes on at once
}
