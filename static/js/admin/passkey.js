// Passkeys: the part of signing in, and of the profile, that needs a script
// and a browser with WebAuthn. Their buttons are hidden until both are there.

/** @param {Document} page */
export function offerPasskeys(page) {
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  const reveal = () => {
    for (const part of page.querySelectorAll("[data-passkey][hidden]")) part.hidden = false;
  };
  reveal();
  page.addEventListener("htmx:after:swap", reveal);
  page.addEventListener(
    "submit",
    (event) => {
      const part = event.target.closest("[data-passkey]");
      if (!part || event.target.elements.answer.value) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.target.reportValidity()) ask(part.dataset.passkey, event.target);
    },
    true, // before htmx
  );
}

/** Asks the browser for a passkey and sends the form with its answer. */
async function ask(begin, form) {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const options = await (await fetch(begin, { method: "POST" })).json();
    const credential = options.publicKey.user
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey) });
    form.elements.answer.value = JSON.stringify(credential.toJSON());
  } catch (failure) {
    // The person thought better of it, or the device has none.
    if (failure.name === "NotAllowedError" || failure.name === "AbortError" || failure.name === "TypeError") return;
    if (failure.name !== "InvalidStateError") throw failure;
  } finally {
    button.disabled = false;
  }
  form.requestSubmit();
}
