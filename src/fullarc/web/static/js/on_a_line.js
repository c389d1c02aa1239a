// A place on a line: a slider beside each number field that asks for one. Untouched it says nothing, and the field stays empty.
"use strict";

document.querySelectorAll("input[data-on-a-line]").forEach((number) => {
  const line = document.createElement("input");
  line.type = "range";
  for (const end of ["min", "max", "step"]) line[end] = number.getAttribute(end);
  const named = number.labels[0] ? number.labels[0].textContent.trim() : "";
  line.setAttribute("aria-label", `${named}, as a place on the line`);
  const middle = (Number(number.min) + Number(number.max)) / 2;
  const show = () => {
    line.classList.toggle("untouched", number.value === "");
    line.value = number.value === "" ? middle : number.value;
  };
  line.addEventListener("input", () => { number.value = line.value; show(); });
  number.addEventListener("input", show);
  (number.closest("label") || number).before(line);
  show();
});
