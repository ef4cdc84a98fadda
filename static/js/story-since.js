/**
 * Tells a reader who comes back that the story was changed since they read it.
 *
 * Which version that was is kept in their own browser and sent nowhere, but by the link, if they
 * follow it. What the paper tells nobody of, a silent fix, is not told here either.
 */
const KEY = "stories-read";
const MOST = 300; // stories remembered
const since = document.getElementById("since");
const { story, number, told, changes } = since.dataset;

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return []; // no storage, or what stands there is not ours
  }
}

function remember() {
  const others = remembered().filter(([name]) => name !== story);
  try {
    localStorage.setItem(KEY, JSON.stringify([...others.slice(1 - MOST), [story, number, told]]));
  } catch {
    // A full or forbidden storage: the story is read all the same.
  }
}

const [, numberBefore, toldBefore] = remembered().find(([name]) => name === story) ?? [];
if (changes && numberBefore && toldBefore !== told) {
  since.querySelector("a").href = `${changes}?${new URLSearchParams({ since: numberBefore })}`;
  since.hidden = false;
}
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    remember();
  }
});
