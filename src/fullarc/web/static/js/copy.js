// Copies the note as plain text, and prints it. Without a script the text stands in a field below, and the browser prints.
"use strict";

const copy = document.querySelector("[data-copy]");
const print = document.querySelector("[data-print]");
copy.hidden = false;
copy.dataset.key = "c";
copy.addEventListener("click", async () => {
  const text = document.getElementById(copy.dataset.copy).value;
  try {
    await navigator.clipboard.writeText(text);
    copy.firstChild.textContent = "Copied ";
  } catch {
    const field = document.getElementById(copy.dataset.copy);
    field.closest("details").open = true;
    field.select();
  }
});
print.hidden = false;
print.addEventListener("click", () => window.print());
