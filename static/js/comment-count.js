/**
 * Counts the characters of a comment as the server does, from where nine in ten are used. It only
 * tells: a comment that is too long is sent, and the server says what is too much.
 */
const form = document.getElementById("commentform");
const QUIET_UNTIL = 0.9;
const A_PAUSE = 1000; // milliseconds in which nothing is typed, before the number is read out
let timer;

function count() {
  const line = document.getElementById("comment-count");
  const text = form.elements.comment.value.trim();
  const longest = Number(line.dataset.longest);
  // Text has at most as many characters as code units, and those need not be counted.
  const length = text.length < longest * QUIET_UNTIL ? 0 : [...text].length;
  line.hidden = length < longest * QUIET_UNTIL;
  line.classList.toggle("is-over", length > longest);
  line.querySelector("b").textContent = length.toLocaleString(`${document.documentElement.lang}-u-nu-latn`);
  clearTimeout(timer);
  if (!line.hidden) {
    timer = setTimeout(() => {
      document.getElementById("comment-told").textContent = line.textContent;
    }, A_PAUSE);
  }
}

form.addEventListener("input", count);
form.addEventListener("posted", count);
count();
