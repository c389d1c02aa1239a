// A week typed in by keyboard: arrows and Enter move between cells, and a number that can grow no further moves on to the next line.
"use strict";

const grid = document.querySelector(".week-grid");
const rows = grid ? [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]) : [];
const placeOf = (input) => {
  const row = rows.findIndex((cells) => cells.includes(input));
  return [row, row < 0 ? -1 : rows[row].indexOf(input)];
};

function go(row, day, down, right) {
  for (let r = row + down, d = day + right; rows[r] && rows[r][d]; r += down, d += right) {
    if (!rows[r][d].disabled) {
      rows[r][d].focus();
      rows[r][d].select();
      return true;
    }
  }
  return false;
}

// Below the last line the next day begins at its first line.
const next = (row, day) => go(row, day, 1, 0) || (rows[0][day + 1] && go(-1, day + 1, 1, 0));

// 4 on a line to 5 is complete, 1 on a line to 10 is not, 0 is where nothing but 10 could begin a longer number.
const full = (input) => {
  const high = Number(input.dataset.high);
  if (!input.dataset.high || !/^\d+$/.test(input.value)) return false;
  return Number(input.value) * 10 > high || (input.value === "0" && high <= 10);
};

if (grid) {
  grid.addEventListener("keydown", (event) => {
    const [row, day] = placeOf(event.target);
    if (row < 0) return;
    const words = event.target.classList.contains("words");
    const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ...(words ? {} : { ArrowLeft: [0, -1], ArrowRight: [0, 1] }) };
    if (event.key === "Enter") {
      event.preventDefault();
      if (!next(row, day)) grid.closest("form").querySelector("button").focus(); // the week is done: one more Enter sends it
    } else if (moves[event.key] && go(row, day, ...moves[event.key])) event.preventDefault();
  });
  grid.addEventListener("input", (event) => {
    const [row, day] = placeOf(event.target);
    if (row >= 0 && full(event.target)) next(row, day);
  });
  const first = rows.flat().find((input) => !input.disabled);
  if (first) first.focus();
}
