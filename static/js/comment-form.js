/**
 * Keeps a commenter's name, email and website in this browser, where the box in the form is
 * ticked. The server never sees what is kept, except when it is posted; without this script the
 * form is the same, only empty.
 */
const KEY = "comment-details";
const FIELDS = ["author", "email", "url"];

const form = document.getElementById("commentform");

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // storage is switched off, or holds what is not ours
  }
}

function keep() {
  try {
    if (form.elements.consent.checked) {
      const details = FIELDS.map((name) => [name, form.elements[name].value]);
      localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(details)));
    } else {
      localStorage.removeItem(KEY);
    }
  } catch {
    // A comment is posted all the same.
  }
}

function fill(details) {
  for (const name of FIELDS.filter((name) => typeof details[name] === "string")) {
    form.elements[name].value ||= details[name];
  }
  form.elements.consent.checked = true;
}

const details = kept();
const cameBack = form.querySelector("[aria-invalid]") || document.querySelector("#respond [role=alert]");
if (!cameBack && Object.keys(details).length) {
  fill(details);
}
form.addEventListener("submit", keep);
