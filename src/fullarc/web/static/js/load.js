// Fetches the piece of page that an element names in data-load. Without a script the link inside the element leads there.
"use strict";

import { fetchInto } from "./fragment.js";

document.querySelectorAll("[data-load]").forEach((element) => fetchInto(element, element.dataset.load));
