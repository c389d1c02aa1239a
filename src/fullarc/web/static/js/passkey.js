// Passkeys: the browser makes one, or answers a challenge with one; the form carries its answer to the server. Without scripts, in an old
// browser or on an address without a name, the parts that need a passkey stay hidden and the password remains.
"use strict";
(() => {
  const usable = Boolean(window.isSecureContext && window.PublicKeyCredential && navigator.credentials) && !/^[\d.]+$|:/.test(location.hostname);
  for (const part of document.querySelectorAll("[data-with-passkeys]")) part.hidden = !usable;
  for (const part of document.querySelectorAll("[data-without-passkeys]")) part.hidden = usable;
  if (!usable) return;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  async function made(asked) {
    const user = { ...asked.user, id: bytes(asked.user.id) };
    const credential = await navigator.credentials.create({
      publicKey: { ...asked, user, challenge: bytes(asked.challenge), excludeCredentials: known(asked.excludeCredentials) },
    });
    return answer(credential, ["clientDataJSON", "attestationObject"]);
  }

  async function shown(asked) {
    const credential = await navigator.credentials.get({
      publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) },
    });
    return answer(credential, ["clientDataJSON", "authenticatorData", "signature", "userHandle"]);
  }

  function answer(credential, parts) {
    const response = {};
    for (const part of parts) if (credential.response[part]) response[part] = text(credential.response[part]);
    return {
      type: credential.type,
      id: credential.id,
      rawId: text(credential.rawId),
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  }

  async function challenge(form) {
    const given = form.querySelector("script[type='application/json']");
    if (given) return JSON.parse(given.textContent);
    const reply = await fetch(form.action, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!reply.ok) throw new Error("No challenge came.");
    return reply.json();
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = form.querySelector("[data-passkey-failed]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const asked = await challenge(form);
        const credential = asked.creation_options ? await made(asked.creation_options.publicKey) : await shown(asked.request_options.publicKey);
        form.elements.credential.value = JSON.stringify(credential);
      } catch {
        failed.hidden = false;
        return;
      }
      form.submit();
    });
  }
})();
