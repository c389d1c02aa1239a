{% load static %}// Keeps the shell of the client's side and a page that says whom to call; and the help page, where the client asked for it on this phone.
// Nothing else is stored: no answer, no journal, no other page.
"use strict";
const SHELL = "fullarc-shell-1";
const KEPT = "fullarc-kept-help";
const OFFLINE = "{% url 'own_record:offline' %}";
const HELP = "{% url 'own_record:help' %}";
const FILES = [OFFLINE, "{% static 'css/tokens.css' %}", "{% static 'css/page.css' %}", "{% static 'css/forms.css' %}", "{% static 'css/tables.css' %}", "{% static 'css/states.css' %}", "{% static 'css/measure.css' %}", "{% static 'css/portal.css' %}", "{% static 'js/own_phone.js' %}", "{% static 'mark.svg' %}"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== SHELL && name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

async function page(request) {
  const path = new URL(request.url).pathname;
  try {
    const answer = await fetch(request);
    if (path === HELP && answer.ok && !answer.redirected && (await caches.has(KEPT))) {
      await (await caches.open(KEPT)).put(HELP, answer.clone());
    }
    return answer;
  } catch {
    const kept = path === HELP && (await caches.has(KEPT)) ? await (await caches.open(KEPT)).match(HELP) : undefined;
    return kept || (await caches.match(OFFLINE)) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (FILES.includes(url.pathname)) event.respondWith(fetch(event.request).catch(() => caches.match(url.pathname)));
});
