// Keys for the page: an element with data-key="n" is pressed (or, a field, focused) by that key; rows with data-row are walked with J and K;
// ? shows all keys. Letter keys work outside fields only, not while a modifier is held, and can be switched off.
"use strict";

const OFF = "fullarc-letter-keys-off";
const inField = (target) => target.closest("input, textarea, select, [contenteditable]");
const visible = (element) => element.getClientRects().length > 0;
const all = document.getElementById("all-keys");

function walk(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(visible);
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.classList.contains("is-focus"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  rows.forEach((row) => row.classList.toggle("is-focus", row === next));
  (next.querySelector("summary, a") || next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function press(element) {
  if (element.matches("input, textarea, select")) element.focus();
  else element.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || inField(event.target)) return;
  if (all?.open) return;
  const key = event.key.toLowerCase();
  if (key === "?") {
    all?.showModal();
    return;
  }
  if (localStorage.getItem(OFF)) return;
  if (key === "j" || key === "k") {
    walk(key === "j" ? 1 : -1);
    return;
  }
  const wanted = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(visible);
  if (!wanted) return;
  event.preventDefault();
  press(wanted);
});

function offerAllKeys() {
  const letters = all.querySelector("[data-letter-keys]");
  letters.checked = !localStorage.getItem(OFF);
  letters.addEventListener("change", () => (letters.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  const foot = document.querySelector("footer.keys .frame");
  if (!foot) return;
  const button = document.createElement("button");
  const key = document.createElement("kbd");
  button.type = "button";
  button.className = "act";
  key.textContent = "?";
  button.append(key, "all keys");
  button.addEventListener("click", () => all.showModal());
  foot.append(button);
}

if (all) offerAllKeys();

// "/" on any page leads to the caseload's field.
if (window.location.hash === "#find") document.getElementById("find")?.focus();
