// Long work goes on a little a request: the page sends its form again until the server has no more to do. Without a script there is a button.
"use strict";

const form = document.querySelector("form[data-go-on]");
if (form) form.requestSubmit();
