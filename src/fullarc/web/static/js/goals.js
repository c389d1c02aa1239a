// Rates a goal beside the note without leaving the note: the answer of the server takes the place of the goals.
"use strict";

import { fetchInto } from "./fragment.js";

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-goal-rate]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const place = form.closest("[data-goals]");
  const said = form.parentElement.querySelector('[role="status"]');
  const missed = () => { said.textContent = "This could not be kept just now. Try again."; };
  try {
    const answer = await fetchInto(place, form.action, { method: "POST", body });
    if (!answer.ok) missed();
  } catch {
    missed();
  }
});
