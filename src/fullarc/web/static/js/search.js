// Searches while somebody types: a form with data-search asks that address, and the answer takes the place of its results. Without a script
// the form's own button sends it.
"use strict";

import { fetchInto } from "./fragment.js";

const PAUSE = 180; // ms after the last key

document.querySelectorAll("form[data-search]").forEach((form) => {
  const field = form.querySelector('input[type="search"]');
  let waiting = 0;
  let asked = field.defaultValue.trim(); // what the results on the page belong to
  let asking = new AbortController();
  const ask = async () => {
    const typed = field.value.trim();
    if (typed === asked) return;
    asked = typed;
    asking.abort();
    asking = new AbortController();
    const body = new FormData(form); // sent, not put into the address: what is searched for is about a client
    try {
      await fetchInto(form.querySelector("[data-search-results]"), form.dataset.search, { method: "POST", body, signal: asking.signal });
    } catch {
      asked = ""; // asked again with the next key; the button is there too
    }
  };
  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, PAUSE);
  });
  ask(); // somebody may have typed before this script was there
});
