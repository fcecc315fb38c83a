// The only script of the site: it hands the browser's security key to the form of the page. It adds, never replaces:
// without it the page offers the other ways. Works on one <section id="passkey" data-deed data-options>.
"use strict";
(function () {
  const section = document.getElementById("passkey");
  if (!section || !window.PublicKeyCredential || !navigator.credentials) { return; }
  const form = section.querySelector("form");
  const problem = document.getElementById("passkey-problem");

  function bytes(text) {
    const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
    return Uint8Array.from(atob(padded), function (letter) { return letter.charCodeAt(0); });
  }
  function text(buffer) {
    const letters = Array.from(new Uint8Array(buffer), function (byte) { return String.fromCharCode(byte); });
    return btoa(letters.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  }
  function described(list) {
    return (list || []).map(function (one) { return Object.assign({}, one, { id: bytes(one.id) }); });
  }
  async function options() {
    if (section.dataset.options) { return JSON.parse(section.dataset.options); }
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return answer.json();
  }
  async function credential() {
    const given = await options();
    if (section.dataset.deed === "create") {
      const key = given.creation_options.publicKey;
      return navigator.credentials.create({ publicKey: Object.assign({}, key, {
        challenge: bytes(key.challenge),
        user: Object.assign({}, key.user, { id: bytes(key.user.id) }),
        excludeCredentials: described(key.excludeCredentials)
      }) });
    }
    const key = given.request_options.publicKey;
    return navigator.credentials.get({ publicKey: Object.assign({}, key, {
      challenge: bytes(key.challenge),
      allowCredentials: described(key.allowCredentials)
    }) });
  }
  function sendable(made) {
    const response = { clientDataJSON: text(made.response.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (made.response[name]) { response[name] = text(made.response[name]); }
    });
    if (made.response.getTransports) { response.transports = made.response.getTransports(); }
    return JSON.stringify({
      id: made.id, type: made.type, rawId: text(made.rawId), response: response,
      authenticatorAttachment: made.authenticatorAttachment,
      clientExtensionResults: made.getClientExtensionResults()
    });
  }
  section.hidden = false;
  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    problem.textContent = "";
    try {
      document.getElementById("passkey-credential").value = sendable(await credential());
      form.submit();
    } catch (error) {
      problem.textContent = "セキュリティキーで確認できませんでした。キーを差し直して、もう一度お試しください。";
    }
  });
})();
