// The course page: the open piece of evidence is echoed at its mark, its statement and in the arc; E opens the evidence of the chosen statement,
// piece by piece; T opens the numbers. Without a script marks open by :target.
"use strict";

const echoes = (number) => document.querySelectorAll(`.ev a[href="#e${number}"], .arc .of-e${number}`);

function open() {
  const number = window.location.hash.match(/^#e(\d+)$/)?.[1];
  document.querySelectorAll(".is-current").forEach((element) => element.classList.remove("is-current"));
  if (number) echoes(number).forEach((element) => element.classList.add("is-current"));
}

function openNext() {
  const statement = document.querySelector(".statement.is-focus") ?? document.querySelector(".statement");
  const marks = [...(statement?.querySelectorAll(".ev a") ?? [])];
  if (!marks.length) return;
  const at = marks.findIndex((mark) => mark.hash === window.location.hash);
  const top = window.scrollY;
  marks[(at + 1) % marks.length].click();
  if (window.innerWidth > 900) window.scrollTo({ top });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.target.closest("input, textarea, select")) return;
  if (document.querySelector("dialog[open]") || localStorage.getItem("fullarc-letter-keys-off")) return;
  if (event.key.toLowerCase() === "e") {
    event.preventDefault();
    openNext();
  } else if (event.key.toLowerCase() === "t") {
    const numbers = document.getElementById("numbers");
    if (!numbers) return;
    numbers.open = !numbers.open;
    numbers.scrollIntoView({ block: numbers.open ? "start" : "nearest" });
  }
});

window.addEventListener("hashchange", open);
open();
