// Puts a piece of a page that our own server rendered in the place of an element. The only place where text becomes markup: the Content
// Security Policy lets no other script do it.
"use strict";

const ours = window.trustedTypes ? window.trustedTypes.createPolicy("fullarc", { createHTML: (text) => text }) : { createHTML: (text) => text };

export async function fetchInto(element, address, options = {}) {
  const url = new URL(address, window.location.href);
  if (url.origin !== window.location.origin) throw new Error("Only pages of this server can be put in.");
  const response = await fetch(url, { credentials: "same-origin", ...options });
  if (response.status === 401 && !options.method) window.location.reload(); // signed out meanwhile: the page itself leads to the sign-in and back
  if (!response.ok) return response;
  const page = new DOMParser().parseFromString(ours.createHTML(await response.text()), "text/html");
  element.replaceWith(...page.body.childNodes);
  return response;
}
