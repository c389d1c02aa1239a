// Writing a note by keys: ;word and Tab puts a snippet in, Tab walks through its fields, Alt Q marks the client's words, Alt G and Alt P lead
// to the goals and the plan, Esc leaves the text. After a pause the pieces beside the editor are fetched anew; nothing waits for them.
"use strict";

import { fetchInto } from "./fragment.js";

const form = document.getElementById("note");
const PAUSE = 2500;
const CALLED = /(?:^|\s);([a-z][a-z0-9_-]{0,19})$/;
const FIELD = /\{[^{}|\n]{1,40}(?:\|([^{}|\n]{0,80}))?\}/g;
const snippets = new Map([...document.querySelectorAll("[data-snippet]")].map((each) => [each.dataset.snippet, each.textContent]));
let timer = null;
let asking = null;

function put(area, start, end, text) {
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function fieldFrom(area, from) {
  FIELD.lastIndex = from;
  return FIELD.exec(area.value);
}

function select(area, field) {
  area.setSelectionRange(field.index, field.index + field[0].length);
}

// A field that was only passed by takes its usual words.
function settle(area) {
  const { selectionStart: start, selectionEnd: end } = area;
  const field = fieldFrom(area, start);
  if (field && field.index === start && start + field[0].length === end && field[1]) put(area, start, end, field[1]);
}

function tab(event, area) {
  const caret = area.selectionStart;
  const called = caret === area.selectionEnd && area.value.slice(0, caret).match(CALLED);
  if (called && snippets.has(called[1])) {
    event.preventDefault();
    const start = caret - called[1].length - 1;
    put(area, start, caret, snippets.get(called[1]));
    const field = fieldFrom(area, start);
    if (field && field.index < area.selectionEnd) select(area, field);
    return;
  }
  settle(area);
  const next = fieldFrom(area, area.selectionEnd);
  if (!next) return;
  event.preventDefault();
  select(area, next);
}

function quote(area) {
  const { selectionStart: start, selectionEnd: end } = area;
  const words = area.value.slice(start, end);
  const space = words.length - words.trimEnd().length;
  put(area, start, end - space, `“${words.trimEnd()}”`);
  if (!words) area.setSelectionRange(start + 1, start + 1);
}

form.addEventListener("keydown", (event) => {
  const area = event.target.closest("textarea");
  if (!area) return;
  if (event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey) tab(event, area);
  else if (event.key === "Escape") area.blur();
  else if (event.altKey && event.code === "KeyQ") {
    event.preventDefault();
    quote(area);
  }
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const target =
    event.code === "KeyG" ? document.querySelector("[data-goals] button") : event.code === "KeyP" ? form.querySelector('[data-part="plan"]') : null;
  if (!target) return;
  event.preventDefault();
  target.focus();
});

async function look() {
  clearTimeout(timer);
  asking?.abort();
  const now = new AbortController();
  asking = now;
  for (const [mark, address] of [["[data-beside-here]", form.dataset.beside], ["[data-so-far]", form.dataset.soFarUrl], ["[data-spoken-to]", form.dataset.goalsUrl], ["[data-thread]", form.dataset.threadUrl]]) {
    const place = document.querySelector(mark);
    try {
      if (place) await fetchInto(place, address, { method: "POST", body: new FormData(form), signal: now.signal });
    } catch {
      return; // asked anew meanwhile, or no connection: what stands there stays
    }
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});

// "Not this goal" and "Add as homework" without leaving the note. 204: it is kept. Anything else, a page of the sign-in too, is said.
const AS_IT_STANDS = "This could not be kept as it stands.";
const JUST_NOW = "This could not be kept just now. Try again.";

async function kept(aside, button) {
  const sent = { method: "POST", body: new FormData(aside, button), headers: { "X-Fullarc-Stays": "1" }, redirect: "manual", credentials: "same-origin" };
  try {
    const answer = await fetch(aside.action, sent);
    return answer.status === 204 ? "" : answer.status === 422 ? AS_IT_STANDS : JUST_NOW;
  } catch {
    return JUST_NOW;
  }
}

document.addEventListener("submit", async (event) => {
  const aside = event.target.closest("[data-aside]");
  if (!aside || !event.submitter) return;
  event.preventDefault();
  const said = aside.parentElement.querySelector('[role="status"]');
  said.textContent = await kept(aside, event.submitter);
  if (!said.textContent) look();
});

if ([...form.querySelectorAll("textarea")].some((area) => area.value.trim())) timer = setTimeout(look, PAUSE);
