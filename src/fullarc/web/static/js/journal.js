// A journal under the thumb: a second tap takes an answer back, the clock and the zone of the phone go along. All of it works without.
"use strict";

for (const group of document.querySelectorAll(".taps, .words")) {
  let before = null;
  group.addEventListener("pointerdown", (event) => {
    const input = event.target.closest("label")?.querySelector("input[type=radio]");
    before = input?.checked ? input : null;
  });
  group.addEventListener("click", (event) => {
    if (event.target === before) {
      before.checked = false;
      before.dispatchEvent(new Event("change", { bubbles: true }));
      before = null;
    }
  });
}

for (const field of document.querySelectorAll("[data-zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
}

for (const field of document.querySelectorAll("[data-now]")) {
  field.form.addEventListener("submit", () => { field.value ||= new Date().toISOString(); }, { capture: true });
}
