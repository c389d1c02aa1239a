// Keeps a form on the client's own phone until there is a connection, and sends it then, once.
//
// Only where the client said "this is my own phone", and only under the account that said so. What waits is encrypted with a key that
// cannot be taken out of this browser; it is gone after it was sent, when the client signs out (the server clears the storage), when
// somebody else signs in, and after seven days. Each form has a uuid of its own: however often it is sent, the server keeps it once.
"use strict";

const NAME = "fullarc-queue";
const OWN = "fullarc-own-phone";
const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;
const AGAIN = 15_000; // ms between two tries while something waits
const account = document.querySelector("meta[name=fullarc-account]")?.content ?? "";
const able = Boolean(window.indexedDB && window.crypto?.subtle && window.crypto.randomUUID && account);
let sending = null;
let timer = null;

const isOwn = () => able && localStorage.getItem(OWN) === account;
const done = (request) => new Promise((yes, no) => {
  request.onsuccess = () => yes(request.result);
  request.onerror = () => no(request.error);
});

function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("waiting", { keyPath: "uuid" });
    request.result.createObjectStore("key");
  };
  return done(request);
}

async function using(stores, mode, work) {
  const base = await opened();
  try {
    const change = base.transaction(stores, mode);
    const found = await work(change);
    await new Promise((yes, no) => { change.oncomplete = yes; change.onabort = change.onerror = () => no(change.error); });
    return found;
  } finally {
    base.close();
  }
}

const isThere = async () => !indexedDB.databases || (await indexedDB.databases()).some((each) => each.name === NAME);
const all = () => using(["waiting"], "readonly", (change) => done(change.objectStore("waiting").getAll()));
const waiting = async () => ((await isThere()) ? all() : []); // looking makes no storage
const keyThere = () => using(["key"], "readonly", (change) => done(change.objectStore("key").get("own")));
const wipe = () => done(indexedDB.deleteDatabase(NAME));

async function ownKey() {
  const there = await keyThere();
  if (there) return there;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await using(["key"], "readwrite", (change) => done(change.objectStore("key").put(made, "own")));
  return made;
}

async function put(form) {
  const pairs = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken").map(([name, value]) => [name, String(value)]);
  const uuid = form.elements.namedItem("uuid").value;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify({ url: form.action || window.location.href, pairs }));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await ownKey(), text);
  await using(["waiting"], "readwrite", (change) => done(change.objectStore("waiting").put({ uuid, account, at: Date.now(), iv, sealed })));
}

async function take(uuid) {
  await using(["waiting"], "readwrite", (change) => done(change.objectStore("waiting").delete(uuid)));
  if (!(await waiting()).length) await wipe();
}

// What is too old or of another account goes; without a key nothing can be read any more.
async function tidy() {
  const there = await waiting();
  const gone = there.filter((each) => each.account !== account || Date.now() - each.at > SEVEN_DAYS);
  if (there.length && (gone.length === there.length || !(await keyThere()) || !isOwn())) return wipe();
  for (const each of gone) await take(each.uuid);
}

// "kept" with the page to look at next, "refused" with its reasons, or "waits".
async function send(each) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: each.iv }, await ownKey(), each.sealed);
  const { url, pairs } = JSON.parse(new TextDecoder().decode(plain));
  const token = document.querySelector("meta[name=fullarc-token]")?.content;
  if (!token) return { waits: true };
  const body = new URLSearchParams([...pairs, ["csrfmiddlewaretoken", token]]);
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { "X-Fullarc-Queue": "1" }, credentials: "same-origin" });
    const said = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    if (said.kept === each.uuid) return { kept: true, href: said.href };
    if (said.refused) return { refused: said.refused };
  } catch {
    // no connection, or an answer that never came: the next try finds out
  }
  return { waits: true };
}

async function flush() {
  if (!isOwn()) return [];
  sending ??= (async () => {
    const results = [];
    for (const each of (await waiting()).sort((a, b) => a.at - b.at)) {
      const result = { uuid: each.uuid, ...(await send(each)) };
      results.push(result);
      if (result.waits) break;
      await take(each.uuid);
    }
    return results;
  })().finally(() => { sending = null; });
  const results = await sending;
  await count();
  clearTimeout(timer);
  if (results.some((each) => each.waits)) timer = setTimeout(follow, AGAIN);
  return results;
}

function tell(form, words) {
  const place = form.querySelector("[data-queue-word]");
  place.textContent = words;
  place.hidden = !words;
}

async function count() {
  const place = document.querySelector("[data-queue-count]");
  if (place && able) place.textContent = String((await waiting()).length || "");
}

// Sends what waits; the page whose form was sent goes on as if it had been sent at once.
async function follow() {
  const results = await flush();
  const form = document.querySelector("form[data-queue]");
  const mine = form && results.find((each) => each.uuid === form.elements.namedItem("uuid").value);
  if (mine?.kept) window.location.assign(mine.href);
  if (mine?.refused) {
    tell(form, mine.refused.join(" "));
    form.querySelector("button:not([type=button])").disabled = false;
  }
}

// On a device that keeps nothing the page is left only when what it holds can arrive: else the words stay on the screen.
async function sendFromHere(form, button) {
  try {
    const answer = await fetch("/me/account/", { credentials: "same-origin", cache: "no-store" });
    if (answer.status !== 401) return form.submit();
    tell(form, document.querySelector("meta[name=fullarc-signed-out]").content);
  } catch {
    tell(form, document.querySelector("meta[name=fullarc-no-connection]").content);
  }
  button.disabled = false;
}

async function submitted(event) {
  const form = event.currentTarget;
  const button = form.querySelector("button:not([type=button])");
  event.preventDefault();
  button.disabled = true;
  if (!isOwn()) return sendFromHere(form, button);
  try {
    await put(form);
  } catch {
    form.submit(); // this browser keeps nothing
    return;
  }
  tell(form, form.dataset.waits);
  await follow();
}

async function begin() {
  if (!able) return;
  await tidy();
  const part = document.querySelector("[data-own-phone]");
  const choice = document.querySelector("[data-own-phone-switch]");
  if (part && choice) {
    part.hidden = false;
    choice.checked = isOwn();
    choice.addEventListener("change", async () => {
      if (choice.checked) localStorage.setItem(OWN, account);
      else localStorage.removeItem(OWN);
      if (!choice.checked) await wipe();
      await count();
    });
  }
  await follow();
}

for (const form of document.querySelectorAll("form[data-queue]")) form.addEventListener("submit", submitted);
window.addEventListener("online", follow);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") follow(); });
begin();
