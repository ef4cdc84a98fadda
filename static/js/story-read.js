/**
 * Tells the paper that this story was read, once it has been in sight for a while: which story, and
 * nothing else. Without the script nobody is counted.
 */
const A_WHILE = 8000; // milliseconds
const { read } = document.getElementById("since").dataset;
let timer;

function tell() {
  document.removeEventListener("visibilitychange", watch);
  navigator.sendBeacon(read);
}

function watch() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") {
    timer = setTimeout(tell, A_WHILE);
  }
}

document.addEventListener("visibilitychange", watch);
watch();
