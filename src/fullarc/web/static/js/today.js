// Today: sheets that are not made yet come one after the other, after the page; keys act on the session that is chosen (J, K) or unfolded.
"use strict";

import { fetchInto } from "./fragment.js";

const OFF = "fullarc-letter-keys-off";

async function bring(element) {
  const row = element.closest("[data-row]");
  try {
    await fetchInto(element, element.dataset.loadSheet);
  } catch {
    return; // the link inside the element leads there
  }
  const sheet = row?.querySelector("[data-short]");
  const said = row?.querySelector("[data-said]");
  if (sheet && said && !said.textContent.trim()) said.textContent = sheet.dataset.short;
  if (!row || !sheet) return;
  if ("asksToo" in sheet.dataset) {
    const beside = row.querySelector("[data-asked]");
    if (beside && !beside.textContent.trim()) beside.textContent = `. ${sheet.dataset.short}`;
    row.dataset.asks = "";
  }
  countAsking();
}

// The head of the page, said again when a sheet has come.
function countAsking() {
  const head = document.querySelector("[data-asking]");
  if (!head) return;
  const asking = document.querySelectorAll("[data-row][data-asks]").length;
  const waiting = document.querySelectorAll("[data-row] [data-load-sheet]").length;
  const said = asking ? ` ${asking} ${asking === 1 ? "asks" : "ask"} for attention${waiting ? " so far" : ""}.` : "";
  head.textContent = said + (waiting ? ` ${waiting} ${waiting === 1 ? "sheet is" : "sheets are"} still being made.` : "");
}

async function bringAll() {
  const waiting = [...document.querySelectorAll("[data-load-sheet]")];
  const first = waiting.filter((element) => element.closest("details[open]"));
  for (const element of [...first, ...waiting.filter((each) => !first.includes(each))]) await bring(element);
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-discussed]");
  if (!form) return;
  event.preventDefault();
  const sent = new FormData(form, event.submitter);
  const answer = await fetchInto(form, `${form.getAttribute("action")}?piece=1`, { method: "POST", body: sent });
  if (!answer.ok) window.location.reload();
});

function chosen() {
  const focused = document.querySelector("[data-row].is-focus") || document.activeElement?.closest("[data-row]");
  return focused || document.querySelector("[data-row]:has(details[open])");
}

const DEEDS = {
  n: (row) => row.querySelector("[data-note]")?.click(),
  a: (row) => row.querySelector("[data-acknowledge]")?.click(),
  d: (row) => {
    row.querySelector("details").open = true;
    row.querySelector("[data-tick]")?.click();
  },
  " ": (row) => {
    const details = row.querySelector("details");
    details.open = !details.open;
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, button, summary, dialog")) return;
  const step = { ArrowLeft: "-1", ArrowRight: "1" }[event.key];
  if (step) {
    event.preventDefault();
    document.querySelector(`[data-day="${step}"]`)?.click();
    return;
  }
  const deed = DEEDS[event.key.toLowerCase()];
  const row = chosen();
  if (!deed || !row || (event.key !== " " && localStorage.getItem(OFF))) return;
  event.preventDefault();
  deed(row);
});

bringAll();
