/**
 * Tells with a comment how many seconds passed between the first touch of its form and the button.
 *
 * Pages are kept by caches, so the server cannot know when a form was opened. A program that fills
 * it in within an instant gives itself away by this; without the script nobody is judged by it.
 */
const form = document.getElementById("commentform");
let begun; // null where words stood in the form before anybody touched it, or came back

function begin() {
  if (begun === undefined) {
    begun = form.elements.comment.value ? null : performance.now();
  }
}

form.addEventListener("focusin", begin);
form.addEventListener("input", begin);
form.addEventListener("formdata", ({ formData }) => {
  if (begun) {
    formData.set("pace", ((performance.now() - begun) / 1000).toFixed(1));
    begun = null;
  }
});
form.addEventListener("posted", () => {
  begun = undefined;
});
