// Lets this phone keep the shell of the client's side; and the help page, when the client asks for it.
"use strict";
(() => {
  if (!("serviceWorker" in navigator) || !window.caches) return;
  const KEPT = "fullarc-kept-help";
  const script = "/me/service-worker.js";
  const ours = window.trustedTypes ? window.trustedTypes.createPolicy("fullarc-worker", { createScriptURL: () => script }) : null;
  navigator.serviceWorker.register(ours ? ours.createScriptURL("") : script, { scope: "/me/" }).catch(() => {});

  const part = document.querySelector("[data-keep-here]");
  if (!part) return;
  const show = async () => {
    const kept = await caches.has(KEPT);
    for (const name of ["kept", "forget"]) part.querySelector(`[data-${name}]`).hidden = !kept;
    for (const name of ["not-kept", "keep"]) part.querySelector(`[data-${name}]`).hidden = kept;
    part.hidden = false;
  };
  part.querySelector("[data-keep]").addEventListener("click", async () => {
    await (await caches.open(KEPT)).add(location.pathname);
    show();
  });
  part.querySelector("[data-forget]").addEventListener("click", async () => {
    await caches.delete(KEPT);
    show();
  });
  show();
})();
