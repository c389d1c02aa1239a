// Work that goes on in the background: the piece of page that tells of it (data-again names where it comes from) is fetched again every few
// seconds, until it says no more that something waits. Without a script there is a link.
"use strict";

import { fetchInto } from "./fragment.js";

const PAUSE = 3000; // ms

const look = async () => {
  const element = document.querySelector("[data-again]");
  if (!element) return;
  if (!document.hidden) {
    try {
      await fetchInto(element, element.dataset.again);
    } catch {
      // the server may just be starting again: the next look will tell
    }
  }
  window.setTimeout(look, PAUSE);
};
window.setTimeout(look, PAUSE);
