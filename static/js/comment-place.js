/**
 * Puts a comment that its writer has just sent where it stands in the discussion, for this reader.
 * The server made it (templates/comments/_receipt_in_story.html); comment-send.js received it.
 */
const MOST = 5;
const key = document.getElementById("commentform").dataset.own;

function threads() {
  const list = document.querySelector("#comments > .comments");
  if (list) {
    return list;
  }
  const first = document.createElement("ol");
  first.className = "comments";
  document.getElementById("comments-title").after(first);
  return first;
}

function answersOf(parent) {
  const list = parent.querySelector(":scope > .comments");
  if (list) {
    return list;
  }
  const first = document.createElement("ol");
  first.className = "comments is-answers";
  parent.append(first);
  return first;
}

/** Beside what it answers, behind the answers that stand there already. */
function afterAnswers(parent, comment) {
  let last = parent;
  while (last.nextElementSibling?.querySelector(":scope > .comment-body .comment-answered")) {
    last = last.nextElementSibling;
  }
  last.after(comment);
}

function stand(comment, parent) {
  if (!parent) {
    const list = threads();
    list.insertBefore(comment, document.getElementById(list.dataset.newBefore));
  } else if ("flat" in parent.dataset) {
    afterAnswers(parent, comment);
  } else {
    comment.querySelector(".comment-answered")?.remove(); // the nesting shows it
    answersOf(parent).append(comment);
  }
}

/** Returns the comment at its place; sent once more, it takes the place of itself. */
function place(template) {
  const sent = document.importNode(template.content, true);
  const comment = sent.querySelector(".comment");
  const title = sent.querySelector(".discussion-title");
  if (title) {
    document.getElementById("comments-title").replaceWith(title);
  }
  document.getElementById(comment.id)?.remove();
  stand(comment, document.getElementById(`comment-${template.dataset.parent}`));
  return comment;
}

const kept = () => JSON.parse(sessionStorage.getItem(key) ?? "[]");

/** Shows what the receipt at `address` says, and remembers that while the tab is open. */
export function placeNew(receipt, address) {
  const comment = place(receipt.getElementById("in-story"));
  try {
    const others = kept().filter((other) => other !== address);
    sessionStorage.setItem(key, JSON.stringify([address, ...others].slice(0, MOST)));
  } catch {
    // A reload shows what readers see.
  }
  return comment;
}

/** After a reload: what readers do not see yet stands there again, as far as it has come. */
export async function placeAgain() {
  const done = []; // what readers see, or nobody any more
  for (const address of kept().reverse()) {
    const answer = await fetch(address);
    const receipt = new DOMParser().parseFromString(await answer.text(), "text/html");
    const template = receipt.getElementById("in-story");
    const comment = template?.content.querySelector(".comment");
    if (comment && !document.getElementById(comment.id)) {
      place(template);
    } else if (answer.status < 500) {
      done.push(address);
    }
  }
  sessionStorage.setItem(key, JSON.stringify(kept().filter((address) => !done.includes(address))));
}
