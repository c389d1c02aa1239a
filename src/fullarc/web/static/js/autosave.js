// Keeps what stands in the note's editor: three seconds after the last key, and when the editor is left. Saving and signing stay plain forms.
"use strict";

const form = document.querySelector("[data-autosave]");
const status = document.querySelector("[data-saved]");
const tab = form.elements.namedItem("tab");
const PAUSE = 3000;
let timer = null;
let changed = false;

if (!tab.value) tab.value = crypto.randomUUID();

async function keep() {
  clearTimeout(timer);
  if (!changed) return;
  changed = false;
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), credentials: "same-origin", keepalive: true });
    const said = answer.ok && !answer.redirected ? await answer.json() : {};
    if (said.saved) status.textContent = `Kept at ${said.saved} (autosaved)`;
    else throw new Error("not kept");
  } catch {
    changed = true;
    status.textContent = "Could not be kept just now. Your text stays here; it is tried again when you go on.";
  }
}

form.addEventListener("input", () => {
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
});
// What was typed before this script had come counts too.
if ([...form.querySelectorAll("textarea")].some((area) => area.value !== area.defaultValue)) {
  changed = true;
  timer = setTimeout(keep, PAUSE);
}
form.addEventListener("focusout", keep);
window.addEventListener("pagehide", keep);
form.addEventListener("submit", () => {
  clearTimeout(timer);
  changed = false;
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey)) return;
  const wanted = event.key === "s" ? "save" : event.key === "Enter" ? "sign" : null;
  const button = wanted && form.querySelector(`button[name="${wanted}"]`);
  if (!button) return;
  event.preventDefault();
  form.requestSubmit(button);
});
