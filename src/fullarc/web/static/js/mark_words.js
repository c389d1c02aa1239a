// Words of a closed note that are marked with the pointer or the finger lead to the form in which is said what they tell of.
// The address gets their place, never the words. Without a script a sentence is chosen from a list instead.
"use strict";

const offer = document.querySelector("[data-missed]");
const letters = (words) => [...words].length; // the server counts letters, a script halves of some

function lineOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest("[data-begins]");
}

function placeIn(line, node, offset) {
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.dataset.begins) + letters(before.toString());
}

function placeOf(selection) {
  if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return null;
  const range = selection.getRangeAt(0);
  const first = lineOf(range.startContainer);
  if (!first) return null;
  const start = placeIn(first, range.startContainer, range.startOffset);
  const last = lineOf(range.endContainer);
  if (last && last.dataset.standsIn !== first.dataset.standsIn) return null;
  const end = last ? placeIn(last, range.endContainer, range.endOffset) : Number(first.dataset.begins) + letters(first.textContent);
  const where = first.dataset.standsIn ? `-${first.dataset.standsIn}` : "";
  return end > start ? `${start}-${end}${where}` : null;
}

let gone = 0;

function look() {
  const place = placeOf(document.getSelection());
  clearTimeout(gone);
  if (!place) {
    gone = setTimeout(() => (offer.hidden = true), 500); // a finger that presses the button may take the marking away first
    return;
  }
  offer.hidden = false;
  offer.querySelector("a").href = `${offer.dataset.missed}?place=${place}`;
}

if (offer) {
  document.addEventListener("selectionchange", look);
  offer.addEventListener("mousedown", (event) => event.preventDefault()); // the marking stays
  document.addEventListener(
    "keydown",
    (event) => {
      if (offer.hidden || event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select") || document.querySelector("dialog[open]")) return;
      if (localStorage.getItem("fullarc-letter-keys-off")) return;
      event.preventDefault();
      event.stopPropagation();
      offer.querySelector("a").click();
    },
    { capture: true },
  );
}
