// Everything works without this. It refreshes what is shown, makes photographs smaller, and keeps what was typed.
"use strict";
(() => {

// What stands on the page is fetched again, and only the parts that changed are put in. Nothing moves while somebody reads. When nothing
// new comes, the page says so where it has a place for that: old lights must not look like new ones.
const live = document.querySelector("[data-live]");
if (live) {
  const every = Number(live.dataset.every || 15) * 1000;
  const lost = document.querySelector("[data-lost]");
  const tell = (isLost) => {
    if (!lost) return;
    lost.hidden = !isLost;
    document.body.classList.toggle("is-lost", isLost);
  };
  const refresh = async () => {
    if (document.hidden) return;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), every);
    try {
      const answer = await fetch(live.dataset.live, { headers: { Accept: "text/html" }, signal: patience.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      // What a proxy says in the place of the gateway is nothing new.
      if (!fresh.querySelector("[data-part]")) throw new Error("another page");
      for (const part of document.querySelectorAll("[data-part]")) {
        const other = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
        const focus = part.contains(document.activeElement) ? document.activeElement : null;
        // What somebody has opened, or types in, stays as it is.
        if ((focus && !focus.href) || part.querySelector("details[open]")) continue;
        if (other && other.innerHTML !== part.innerHTML) part.innerHTML = other.innerHTML;
        if (focus && !focus.isConnected) part.querySelector(`a[href="${CSS.escape(focus.getAttribute("href"))}"]`)?.focus({ preventScroll: true });
        if (other && other.className !== part.className) part.className = other.className;
      }
      tell(false);
    } catch { tell(true); /* It is tried again. */ }
    clearTimeout(timer);
  };
  // A screen whose script does not run is not taken for a live one.
  tell(false);
  setInterval(refresh, every);
  document.addEventListener("visibilitychange", refresh);
}

// The technician's page is sent what changes. A connection that is lost is named with the time of what still stands there.
const stream = document.querySelector("[data-stream]");
if (stream && "EventSource" in window) {
  const lost = stream.querySelector("[data-lost]");
  const at = stream.querySelector('[data-part="at"]');
  let [source, heard] = [null, 0];
  const tell = (isLost) => {
    if (isLost && lost.hidden) lost.querySelector("b").textContent = at.textContent;
    lost.hidden = !isLost;
    document.body.classList.toggle("is-lost", isLost);
  };
  const take = (event) => {
    const parts = [...new DOMParser().parseFromString(event.data, "text/html").querySelectorAll("[data-part]")];
    const shown = (part) => stream.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`);
    // Another configuration has other lines and devices.
    if (event.type === "whole" && (parts.length !== stream.querySelectorAll("[data-part]").length || !parts.every(shown))) {
      location.reload();
      return;
    }
    for (const part of parts) {
      const old = shown(part);
      if (old && old.innerHTML !== part.innerHTML) old.innerHTML = part.innerHTML;
    }
    heard = Date.now();
    tell(false);
  };
  const connect = () => {
    source?.close();
    heard = Date.now();
    source = new EventSource(stream.dataset.stream);
    source.addEventListener("whole", take);
    source.addEventListener("message", take);
    source.addEventListener("error", () => tell(true));
  };
  connect();
  // The browser itself tries again after a broken connection, and neither after a refusal nor where a connection has fallen silent.
  setInterval(() => {
    if (document.hidden) return;
    const isSilent = Date.now() - heard > 40000;
    if (isSilent) tell(true);
    if (isSilent || source.readyState === EventSource.CLOSED) connect();
  }, 10000);
  // A page that nobody looks at takes no place.
  document.addEventListener("visibilitychange", () => { if (document.hidden) source.close(); else connect(); });
}

// A photograph of a phone has several megabytes; this is what a kitchen's uplink carries. The gateway takes it as it is, too.
const longestSide = 1600;
const smaller = async (file) => {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || file.size < 400000) return file;
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longestSide / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
    return blob && blob.size < file.size ? new File([blob], "photograph.jpg", { type: "image/jpeg" }) : file;
  } catch { return file; }
};

for (const input of document.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => {
    const list = input.closest(".field").querySelector(".chosen");
    for (const old of list.querySelectorAll("img")) URL.revokeObjectURL(old.src);
    list.replaceChildren(...[...input.files].slice(0, 9).map((file) => {
      const image = document.createElement("img");
      image.src = URL.createObjectURL(file);
      image.alt = file.name;
      return image;
    }));
  });
}

const form = document.querySelector("form[data-key]");
if (form) {
  const key = "draft " + form.dataset.key;
  const fields = () => [...form.elements].filter((field) => field.name && !["file", "password", "hidden", "submit"].includes(field.type));
  const save = () => {
    const draft = fields().map((field) =>
      [field.name, ["radio", "checkbox"].includes(field.type) ? field.value : null, field.type === "radio" || field.type === "checkbox" ? field.checked : field.value]);
    // With the token, so that what was kept although its answer was lost is not entered a second time.
    const token = form.elements.namedItem("token").value;
    try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), draft, token })); } catch { /* Private windows have none. */ }
  };
  const restore = () => {
    let kept;
    try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch { return; }
    // What is older than a day, or stands beside problems that the gateway named, is not put back.
    if (!kept || Date.now() - kept.at > 86400000 || document.getElementById("problems")) return;
    if (kept.token) form.elements.namedItem("token").value = kept.token;
    for (const [name, value, what] of kept.draft) {
      for (const field of fields().filter((one) => one.name === name && (value === null || one.value === value))) {
        if (value === null) field.value = what; else field.checked = what;
      }
    }
  };
  restore();
  form.addEventListener("input", save);

  // What the ledger asks for is counted while somebody types. Where nothing was taken out there is no waste.
  const completeness = form.querySelector(".completeness");
  const count = () => {
    const isFilled = (field) => [...field.querySelectorAll("input, textarea")].some((input) =>
      ["radio", "checkbox"].includes(input.type) ? input.checked : input.type !== "file" && input.value.trim());
    const isNothing = Number(form.elements.namedItem("spentMass").value.trim() || NaN) === 0;
    const asked = [...form.querySelectorAll("[data-asked]")];
    const missing = asked.filter((field) => !isFilled(field) && !(isNothing && ["disposalFirm", "manifest"].includes(field.dataset.field)))
      .map((field) => field.dataset.asked);
    // The mass is required, and is none of those that may come later.
    const mass = form.elements.namedItem("mass");
    if (!(parseFloat(mass.value) > 0)) missing.unshift(form.querySelector('label[for="mass"]').firstChild.textContent.trim());
    const { all, lead, comma } = completeness.dataset;
    completeness.querySelector(".share").textContent = `${all - missing.length}/${all}`;
    completeness.querySelector(".lacking").textContent = missing.length ? lead + missing.join(comma) : "";
  };
  if (completeness) {
    count();
    form.addEventListener("input", count);
  }

  // One look a screen: a tap on a card leads to the next.
  const steps = form.dataset.stepwise && !document.getElementById("problems") ? [...form.querySelectorAll(".step")] : [];
  if (steps.length) {
    const last = steps.length - 1;
    const progress = document.createElement("p");
    Object.assign(progress, { className: "progress", tabIndex: -1 });
    const back = document.createElement("button");
    Object.assign(back, { type: "button", className: "button quiet", textContent: form.dataset.back });
    form.prepend(progress);
    form.append(back);
    const behind = [...form.querySelectorAll(".folded, button[type=submit]")];
    let [at, shown] = [0, 0];
    const show = (index, isMoved) => {
      [at, shown] = [index, performance.now()];
      steps.forEach((step, number) => { step.hidden = number !== at; });
      behind.forEach((element) => { element.hidden = at !== last; });
      back.hidden = at === 0;
      progress.textContent = form.dataset.stepwise.replace("%1", at + 1).replace("%2", steps.length);
      if (isMoved) { progress.focus({ preventScroll: true }); scrollTo(0, 0); }
    };
    back.addEventListener("click", () => show(at - 1, true));
    // By a key the choice only moves: who uses one goes on with Enter.
    let byKey = false;
    form.addEventListener("keydown", (event) => { byKey = event.key.startsWith("Arrow"); });
    form.addEventListener("pointerdown", () => { byKey = false; });
    const next = () => { if (at < last) show(at + 1, true); };
    form.addEventListener("click", (event) => {
      if (event.target.type !== "radio" || byKey || !steps[at].contains(event.target)) return;
      // The second tap of a double tap meets a card that nobody has looked at.
      if (at > 0 && performance.now() - shown < 400) { event.preventDefault(); return; }
      next();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || at === last || event.target.type !== "radio") return;
      event.preventDefault();
      if (steps[at].querySelector("input:checked")) next();
    });
    // What was looked at before an interruption is looked at again: it may have been another sample.
    show(0, false);
  }

  // A phone's keyboard leads from line to line; only the button sends.
  const lines = [...form.querySelectorAll(".line input")];
  lines.forEach((line, index) => {
    const after = lines[index + 1];
    line.enterKeyHint = after ? "next" : "done";
    line.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      if (after && !after.closest("details:not([open])")) after.focus(); else line.blur();
    });
  });

  const message = form.querySelector(".message");
  let isSending = false;
  let timer = 0;
  // The same form, and so the same record, is sent again by itself, unless somebody changes it meanwhile.
  const later = (text) => {
    message.textContent = text;
    isSending = false;
    timer = setTimeout(send, 10000);
  };
  form.addEventListener("input", () => { clearTimeout(timer); if (!isSending) message.textContent = ""; });
  const send = async () => {
    if (isSending) return;
    clearTimeout(timer);
    isSending = true;
    message.textContent = form.dataset.loading;
    const body = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) {
      body.delete(input.name + "");
      for (const hidden of form.querySelectorAll(`input[type=hidden][name="${input.name}"]`)) body.append(input.name, hidden.value);
      for (const file of input.files) body.append(input.name, await smaller(file));
    }
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      // The gateway takes in only so much at a time.
      if (answer.status === 503) { later(form.dataset.busy); return; }
      const text = await answer.text();
      if (answer.redirected || answer.ok) localStorage.removeItem(key);
      if (answer.redirected) { location.assign(answer.url); return; }
      const files = [...form.querySelectorAll("input[type=file]")].map((input) => [input.name, input.files]);
      document.open();
      document.write(text);
      document.close();
      // What the gateway has not kept stays chosen.
      for (const [name, list] of files) {
        const input = document.querySelector(`input[type=file][name="${name}"]`);
        if (input && !document.querySelector(`input[type=hidden][name="${name}"]`)) {
          input.files = list;
          input.dispatchEvent(new Event("change"));
        }
      }
      scrollTo(0, 0);
    } catch {
      later(form.dataset.offline);
    }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); send(); });
  addEventListener("online", () => { if (message.textContent === form.dataset.offline) send(); });
}
document.getElementById("problems")?.focus();
})();
