// One key corrects the finding that J and K, or the pointer, have chosen: 1 to 6 its status, C confirms, X dismisses.
"use strict";

let chosen = null;

function choose(item) {
  chosen = item;
  document.querySelectorAll("mark[aria-current]").forEach((mark) => mark.removeAttribute("aria-current"));
  const target = item?.querySelector('input[name="next"]')?.value.split("#")[1];
  if (target) document.getElementById(target)?.setAttribute("aria-current", "true");
}

document.querySelectorAll("[data-finding]").forEach((item) => item.addEventListener("focusin", () => choose(item)));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const here = chosen ?? document.querySelector("[data-finding].is-focus");
  const button = here?.querySelector(`[data-finding-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});
