/* Drafts: on the device first, then on the server. Nothing typed is lost by a weak signal or an expired session. */
(function () {
  "use strict";
  const PREFIX = "draft:";
  const WAIT = 2000;
  const owner = document.body.dataset.user || "";
  const timers = new WeakMap();
  const sent = new WeakMap();
  const skipped = ["csrfmiddlewaretoken", "password", "oldpassword"];

  const keyOf = (form) => PREFIX + owner + ":" + (form.dataset.draftKey || location.pathname + "#" + (form.id || form.action));
  const markOf = (form) => form.querySelector("[data-autosave-mark]") || document.querySelector("[data-autosave-mark]");

  function clock() {
    const now = new Date();
    const two = (figure) => String(figure).padStart(2, "0");
    return two(now.getHours()) + (document.documentElement.lang === "en" ? ":" : ".") + two(now.getMinutes());
  }

  function show(form, state, words) {
    const mark = markOf(form);
    if (!mark) return;
    mark.hidden = false;
    mark.dataset.state = { restored: "saved", session: "offline" }[state] || state;
    const name = "text" + state[0].toUpperCase() + state.slice(1);
    mark.querySelector("[data-autosave-text]").textContent = (mark.dataset[name] || "") + (words ? " " + words : "");
  }

  function values(form) {
    const pairs = [];
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string" && !skipped.includes(name)) pairs.push([name, value]);
    });
    return pairs;
  }

  function keep(form) {
    try {
      localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), revision: revision(form), pairs: values(form) }));
    } catch (error) { /* a full or forbidden store must not stop the typing */ }
  }

  const revision = (form) => (form.elements.revision ? form.elements.revision.value : "");
  const forget = (form) => localStorage.removeItem(keyOf(form));

  function restore(form) {
    let draft;
    try {
      draft = JSON.parse(localStorage.getItem(keyOf(form)) || "null");
    } catch (error) { return; }
    if (!draft || JSON.stringify(draft.pairs) === JSON.stringify(values(form))) return;
    /* A page that comes back with errors already carries what was typed. */
    if (form.querySelector(".is-invalid")) return;
    const byName = new Map();
    draft.pairs.forEach(([name, value]) => byName.set(name, (byName.get(name) || []).concat(value)));
    Array.from(form.elements).forEach((field) => {
      if (!field.name || field.type === "hidden" || field.type === "file" || skipped.includes(field.name)) return;
      const kept = byName.get(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(kept && kept.includes(field.value));
      else if (kept) field.value = kept.length > 1 ? kept.shift() : kept[0];
    });
    show(form, draft.revision === revision(form) ? "restored" : "conflict");
  }

  async function send(form) {
    clearTimeout(timers.get(form));
    const url = form.dataset.autosaveUrl;
    const body = JSON.stringify(values(form));
    if (!url || sent.get(form) === body) return;
    show(form, "saving");
    try {
      const token = form.querySelector('[name="csrfmiddlewaretoken"]');
      const answer = await fetch(url, {
        method: "POST",
        body: new FormData(form),
        credentials: "same-origin",
        redirect: "manual",
        headers: { "X-Autosave": "1", "HX-Request": "true", "X-CSRFToken": token ? token.value : "" },
      });
      finish(form, answer, body);
    } catch (error) {
      show(form, "offline");
    }
  }

  function finish(form, answer, body) {
    if (answer.ok) {
      sent.set(form, body);
      const next = answer.headers.get("X-Revision");
      if (next && form.elements.revision) form.elements.revision.value = next;
      if (JSON.stringify(values(form)) === body) forget(form);
      show(form, "saved", clock());
    } else if (answer.status === 409) show(form, "conflict");
    else if (answer.status === 401 || answer.type === "opaqueredirect") {
      show(form, "session");
      window.portal.loginDialog();
    } else show(form, "offline");
  }

  const draftForm = (target) => (target.closest ? target.closest("form[data-autosave-url], form[data-draft-key]") : null);

  document.addEventListener("input", (event) => {
    const form = draftForm(event.target);
    if (!form) return;
    keep(form);
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => send(form), WAIT));
  });
  document.addEventListener("focusout", (event) => {
    const form = draftForm(event.target);
    if (form && localStorage.getItem(keyOf(form))) send(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.successful && draftForm(event.detail.elt);
    if (form) forget(form);
  });

  /* A plain submit leaves the page: the draft goes only when the next page is not the form with its errors. */
  document.addEventListener("submit", (event) => {
    const form = draftForm(event.target);
    if (form) {
      clearTimeout(timers.get(form));
      sessionStorage.setItem("draft-sent", keyOf(form));
    }
    if (event.target.matches("[data-logout]")) clearAll();
  });

  function clearAll() {
    Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
  }

  function settleSubmit() {
    const key = sessionStorage.getItem("draft-sent");
    sessionStorage.removeItem("draft-sent");
    const failed = document.querySelector(".is-invalid, .problem, form[data-login]");
    if (key && !failed) localStorage.removeItem(key);
  }

  function begin(root) {
    root.querySelectorAll("form[data-autosave-url], form[data-draft-key]").forEach(restore);
  }

  settleSubmit();
  begin(document);
  document.addEventListener("htmx:load", (event) => event.detail.elt !== document.body && begin(event.detail.elt));
  window.addEventListener("online", () => document.querySelectorAll("form[data-autosave-url]").forEach((form) => {
    if (localStorage.getItem(keyOf(form))) send(form);
  }));
})();
