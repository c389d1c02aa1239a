// Entering a filled form by keys: a digit answers the item in focus and goes to the next one, Space leaves it out.
"use strict";

const form = document.querySelector("[data-answers]");
const items = [...form.querySelectorAll("fieldset")];

function goTo(item) {
  const target = item ? item.querySelector("input:checked") || item.querySelector("input") : form.querySelector(".send button");
  target.focus();
  target.scrollIntoView({ block: "center" });
}

form.addEventListener("keydown", (event) => {
  const item = event.target.closest("fieldset");
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = items[items.indexOf(item) + 1];
  if (event.key === " ") {
    event.preventDefault();
    item.querySelectorAll("input").forEach((input) => { input.checked = false; });
    goTo(next);
    return;
  }
  const option = item.querySelector(`input[value="${CSS.escape(event.key)}"]`);
  if (!option) return;
  event.preventDefault();
  option.checked = true;
  goTo(next);
});
