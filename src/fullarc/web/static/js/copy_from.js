// Copies the text of a field when a button names it in data-copy-from. The piece of page with the button may come later.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-from]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copyFrom);
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
  } catch {
    field.closest("details").open = true;
    field.select();
  }
});
