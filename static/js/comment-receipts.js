/**
 * Keeps the receipts of the latest comments in this browser, where its user wanted the form to
 * keep their details, and sends them along with the next comment: they prove whose it is
 * (comments/trust.py). Without it a comment is only looked at more closely.
 */
const KEY = "comment-receipts";
const DETAILS = "comment-details"; // of comment-form.js: there while the user wants it
const POSTED = "comment-posted"; // of comment-draft.js: what this page is the receipt of
const MOST = 5;

function kept() {
  try {
    return localStorage.getItem(DETAILS) ? (localStorage.getItem(KEY) ?? "") : "";
  } catch {
    return ""; // storage is switched off
  }
}

function keep(receipt) {
  const others = kept().split(" ").filter((other) => other && other !== receipt);
  try {
    if (localStorage.getItem(DETAILS)) {
      localStorage.setItem(KEY, [receipt, ...others].slice(0, MOST).join(" "));
    } else {
      localStorage.removeItem(KEY);
    }
  } catch {
    // The receipt's address is enough for all but that.
  }
}

function forgetDraft() {
  try {
    localStorage.removeItem(sessionStorage.getItem(POSTED));
    sessionStorage.removeItem(POSTED);
  } catch {
    // Then nothing was kept.
  }
}

const here = document.querySelector("[data-receipt]");
const form = document.getElementById("commentform");
if (here) {
  keep(here.dataset.receipt);
  forgetDraft();
}
form?.addEventListener("formdata", ({ formData }) => formData.set("proof", kept()));
form?.addEventListener("posted", ({ detail }) => keep(detail));
