// A form that waits on the screen while the device is offline and is sent when it is back. The server keeps one record however often.
"use strict";
for (const form of document.querySelectorAll("form[data-send-safely]")) {
  const notice = form.querySelector("[data-offline]");
  let waiting = null;
  let sending = false;

  async function send() {
    if (sending || waiting === null) return;
    sending = true;
    notice.hidden = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: waiting, credentials: "same-origin" });
      waiting = null;
      if (answer.status === 401) {
        location.reload(); // signed out meanwhile: the page itself leads to the sign-in and back
      } else if (answer.redirected && answer.ok) {
        location.assign(answer.url);
      } else {
        form.submit(); // let the browser show what the server says
      }
    } catch {
      notice.hidden = false;
    } finally {
      sending = false;
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    waiting = new FormData(form, event.submitter);
    send();
  });
  window.addEventListener("online", send);
}
