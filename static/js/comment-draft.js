/**
 * Keeps a comment that is being written in this browser, until it is posted or three days old, and
 * puts it back after a reload or a crash. It is sent nowhere.
 *
 * Each story and each comment that is answered has its own. Two tabs that write there at the same
 * time keep one each: where somebody else went on with what is kept, it is left to them.
 */
const PREFIX = "comment-draft:";
const KEPT_FOR = 3 * 24 * 3600 * 1000;
const OFTEN = 500; // milliseconds: so much of the writing can be lost in a crash
const MINE = "comment-draft"; // in the tab's own storage: which of them is this tab's
const POSTED = "comment-posted"; // and which one left with a form that the browser posted itself

const form = document.getElementById("commentform");
let key = null; // where the words of this page are kept,
let kept = null; // and how they were written there
let timer;

const stored = (name) => localStorage.getItem(name);
const words = () => form.elements.comment.value;
const place = () => `${PREFIX}${form.getAttribute("action")}${form.elements.comment_parent.value}:`;
const isMine = () => key !== null && stored(key) === kept;

function all() {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  return names.map((name) => ({ name, raw: stored(name), ...JSON.parse(stored(name)) }));
}

function forget() {
  timer = clearTimeout(timer);
  if (isMine()) {
    localStorage.removeItem(key);
  }
  key = kept = null;
}

function keep() {
  timer = clearTimeout(timer);
  if (!words().trim()) {
    return forget();
  }
  if (isMine() && JSON.parse(kept).text === words()) {
    return;
  }
  key = isMine() ? key : place() + Math.random().toString(36).slice(2);
  kept = JSON.stringify({ text: words(), at: Date.now() });
  localStorage.setItem(key, kept);
  sessionStorage.setItem(MINE, key);
}

function tell(isBack) {
  const note = document.getElementById("comment-draft");
  note.hidden = !isBack;
  if (isBack) {
    document.getElementById("comment-told").textContent = note.querySelector("span").textContent;
  }
}

/** Goes on with what is kept for this place, unless other words stand in the field. */
function goOn() {
  const mine = sessionStorage.getItem(MINE);
  const here = all().filter(({ name }) => name.startsWith(place())).sort((a, b) => b.at - a.at);
  const draft = words()
    ? here.find(({ text }) => text === words())
    : (here.find(({ name }) => name === mine) ?? here[0]);
  key = kept = null;
  if (draft) {
    [key, kept] = [draft.name, draft.raw];
    tell(!words());
    form.elements.comment.value = draft.text;
    form.dispatchEvent(new Event("input"));
  }
}

function attempt(task) {
  try {
    task();
  } catch {
    // The browser keeps nothing. The form works without.
  }
}

form.addEventListener("input", () => {
  timer ??= setTimeout(attempt, OFTEN, keep);
});

function moved() {
  if (words().trim()) {
    forget();
    keep();
  } else {
    goOn();
  }
}

function dropped() {
  tell(false);
  attempt(forget);
}

form.addEventListener("moved", () => attempt(moved));
form.addEventListener("posted", dropped);
form.addEventListener("click", (event) => {
  if (event.target.closest("#comment-draft button")) {
    dropped();
    form.elements.comment.value = "";
    form.elements.comment.focus();
  }
});
addEventListener("pagehide", () => timer && attempt(keep));
addEventListener("submit", (event) => {
  if (event.target === form && !event.defaultPrevented) {
    attempt(keep);
    attempt(() => sessionStorage.setItem(POSTED, key));
  }
});

attempt(() => {
  sessionStorage.removeItem(POSTED);
  const old = all().filter(({ at }) => !(at > Date.now() - KEPT_FOR));
  old.forEach(({ name }) => localStorage.removeItem(name));
  goOn();
});
