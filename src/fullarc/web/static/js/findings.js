// One key corrects the finding that J and K, or the pointer, have chosen: 1 to 6 its status, C confirms, X dismisses.
"use strict";

let chosen = null;

function choose(item) {
  chosen = item;
  document.querySelectorAll("mark[aria-current]").forEach((mark) => mark.removeAttribute("aria-current"));
  if (item) document.getElementById(`finding-${item.dataset.finding}`)?.setAttribute("aria-current", "true");
}

document.querySelectorAll("[data-finding]").forEach((item) => item.addEventListener("focusin", () => choose(item)));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (document.querySelector("dialog[open]") || localStorage.getItem("fullarc-letter-keys-off")) return;
  const here = chosen ?? document.querySelector("[data-finding].is-focus");
  const button = here?.querySelector(`[data-finding-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});

// Coming from the course page, or from a correction: the finding in the address is the chosen one.
const wanted = window.location.hash.match(/^#finding-([\w-]+)$/)?.[1];
const item = wanted && document.querySelector(`[data-finding="${CSS.escape(wanted)}"]`);
if (item) {
  item.classList.add("is-focus");
  item.querySelector("details")?.setAttribute("open", "");
  (item.querySelector("summary") ?? item).focus({ preventScroll: true });
  item.closest(".noteline").scrollIntoView({ block: "center" });
}
