/**
 * Asks, while the page is looked at, whether open coverage has new entries, and says how many. They
 * are shown when the reader presses the button, so that nothing moves that is being read. Without
 * it there is a link.
 */
const OFTEN = 10_000; // milliseconds
const RARELY = 60_000; // where the last question was not answered
const told = document.getElementById("coverage-new");
const words = document.getElementById("coverage-words").content;
let timer;
let state; // of the entries, as the answer to the last question had it

const coverage = () => document.getElementById("entries");
const entries = (of) => [...of.querySelectorAll(".entry")];

/** The page says it of some numbers, one of each form that a language may have. */
function sentence(count) {
  if (!count) {
    return words.querySelector("[data-changed]").textContent;
  }
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const form = rules.select(count);
  const examples = [...words.querySelectorAll("[data-number]")];
  const like = examples.find(({ dataset }) => rules.select(Number(dataset.number)) === form) ?? examples.at(-1);
  return like.textContent.replace(like.dataset.number, count);
}

function tell(answer) {
  const { known, newest } = coverage().dataset;
  state = answer.state;
  if (state === known) {
    told.replaceChildren();
    return;
  }
  const count = answer.published.filter((time) => time > Number(newest)).length;
  if (told.textContent === sentence(count)) {
    return;
  }
  const button = words.querySelector("button").cloneNode();
  button.textContent = sentence(count);
  button.addEventListener("click", show);
  told.replaceChildren(button);
}

/** Puts the entries as they are now in the place of those that were there, and goes to the newest. */
async function show() {
  const old = coverage();
  const { address } = old.dataset;
  const isFirstPage = !old.querySelector("[rel=prev]");
  let fresh;
  if (isFirstPage) {
    try {
      // A cache may have the page from a moment before; under this address it cannot.
      const answer = await fetch(`${address}?state=${state}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      fresh = page.getElementById("entries");
    } catch {
      // The browser asks for the page itself, and says what is wrong.
    }
  }
  if (!fresh) {
    location.assign(`${address}?state=${state}#entries`);
    return;
  }
  const known = new Set(entries(old).map(({ id }) => id));
  const added = entries(fresh).filter(({ id }) => !known.has(id));
  added.forEach((entry) => entry.classList.add("is-new"));
  old.replaceWith(fresh);
  told.replaceChildren();
  if (added.length) {
    added[0].focus();
  } else {
    fresh.focus({ preventScroll: true });
  }
}

async function ask() {
  clearTimeout(timer);
  const address = coverage().dataset.state;
  if (!address || document.visibilityState !== "visible") {
    return; // the coverage has ended, or nobody looks: looking again asks again
  }
  let pause = OFTEN;
  try {
    const answer = await fetch(address);
    if (answer.ok) {
      tell(await answer.json());
    } else {
      pause = RARELY;
      if (answer.status === 404 || answer.status === 410) {
        told.textContent = words.querySelector("[data-gone]").textContent;
      }
    }
  } catch {
    pause = RARELY;
  }
  clearTimeout(timer);
  timer = setTimeout(ask, pause);
}

document.addEventListener("visibilitychange", ask);
timer = setTimeout(ask, OFTEN);
