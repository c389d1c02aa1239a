// Keeps what stands in the note's editor: three seconds after the last key, and when the editor is left. Saving and signing stay plain forms.
"use strict";

const form = document.querySelector("[data-autosave]");
const status = document.querySelector("[data-saved]");
const tab = form.elements.namedItem("tab");
const PAUSE = 3000;
let timer = null;
let changed = false;
let sequence = 0; // grows with each text that is sent: an older one that arrives late changes nothing

tab.value = crypto.randomUUID(); // every opened page is a tab of its own, also one that a browser restored

function tell(words, link) {
  status.textContent = words;
  if (!link) return;
  const anchor = document.createElement("a");
  anchor.href = link;
  anchor.target = "_blank";
  anchor.className = "link";
  anchor.textContent = "Sign in in a new tab";
  status.append(" ", anchor);
}

async function keep() {
  clearTimeout(timer);
  if (!changed) return;
  changed = false;
  sequence += 1;
  const body = new FormData(form);
  body.set("sequence", sequence);
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body, credentials: "same-origin", keepalive: size(body) < 60000 });
    if (answer.status === 401 || answer.redirected) {
      changed = true;
      tell("You are signed out. Your text stays here and is kept.", form.dataset.signIn);
      return;
    }
    const said = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    if (said.closed) tell(`Kept at ${said.saved}. This note was signed meanwhile; save to see both texts.`);
    else if (said.elsewhere) tell(`Kept at ${said.saved}. The draft was saved elsewhere meanwhile; save to see both texts.`);
    else if (said.saved) tell(`Kept at ${said.saved} (autosaved)`);
    else if (said.kept) tell("Kept. You have signed in again since: save the draft to go on.");
    else if (!said.older) throw new Error("not kept");
  } catch {
    changed = true;
    tell("Could not be kept just now. Your text stays here; it is tried again when you go on.");
  }
}

// A request that outlives its page may carry 64 KB; a longer text is sent without that promise.
function size(body) {
  return [...body.values()].reduce((sum, value) => sum + 3 * String(value).length, 0);
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
// Whoever goes to a button of this form saves or signs: what is kept beside that would only come too late.
form.addEventListener("focusout", (event) => {
  const next = event.relatedTarget;
  if (next?.form !== form || next.type !== "submit") keep();
});
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
