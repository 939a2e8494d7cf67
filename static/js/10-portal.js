/* Small helpers for pages that work without them: menus, focus after a swap, copy, print, passwords, dialogs, selections. */
(function () {
  "use strict";
  document.documentElement.classList.add("js");
  const text = (name) => document.body.dataset[name] || "";
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  function say(words) {
    const live = document.getElementById("live");
    if (live) live.textContent = words;
  }

  /* Card tables lose their roles when CSS changes their display; say them again. */
  function restoreRoles(root) {
    const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
    all("table.table-cards", root).forEach((table) => {
      table.setAttribute("role", roles.table);
      all("thead, tbody, tr, td", table).forEach((part) => part.setAttribute("role", roles[part.tagName.toLowerCase()]));
      all("th", table).forEach((cell) => cell.setAttribute("role", cell.closest("thead") ? "columnheader" : "rowheader"));
    });
  }

  function addPasswordButtons(root) {
    all("[data-password]", root).forEach((box) => {
      if (box.querySelector(".password-toggle")) return;
      const input = box.querySelector("input");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "password-toggle";
      button.setAttribute("aria-pressed", "false");
      button.setAttribute("aria-label", text("textShow"));
      button.innerHTML = '<svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M21 12q-3.600 6-9 6t-9-6q3.600-6 9-6t9 6"/><circle cx="12" cy="12" r="2"/></svg>';
      button.addEventListener("click", () => {
        const open = input.type === "password";
        input.type = open ? "text" : "password";
        button.setAttribute("aria-pressed", String(open));
      });
      box.append(button);
    });
  }

  function openFilters(root) {
    if (window.matchMedia("(min-width: 768px)").matches) all("[data-filters]", root).forEach((box) => (box.open = true));
  }

  function countSelection(box) {
    const ticks = all('input[type="checkbox"]:not([data-select-all])', box).filter((tick) => tick.closest(".pick"));
    const chosen = ticks.filter((tick) => tick.checked);
    all("[data-selected-count]", box).forEach((place) => (place.textContent = String(chosen.length)));
    all("[data-needs-selection]", box).forEach((button) => (button.disabled = chosen.length === 0));
    all("[data-select-all]", box).forEach((whole) => {
      whole.checked = chosen.length > 0 && chosen.length === ticks.length;
      whole.indeterminate = chosen.length > 0 && chosen.length < ticks.length;
    });
  }

  function prepare(root) {
    restoreRoles(root);
    addPasswordButtons(root);
    openFilters(root);
    all("[data-selection]").forEach(countSelection);
  }

  function dialog(title, body, actions) {
    const box = document.createElement("dialog");
    box.className = "dialog";
    const heading = document.createElement("h2");
    heading.id = "dialog-title";
    heading.textContent = title;
    box.setAttribute("aria-labelledby", heading.id);
    const words = document.createElement("p");
    words.textContent = body;
    const row = document.createElement("div");
    row.className = "cluster cluster-end";
    row.append(...actions(box));
    box.append(heading);
    if (body) box.append(words);
    box.append(row);
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  }

  function button(label, css, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn " + css;
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function confirmFirst(pressed) {
    dialog(pressed.dataset.confirm, pressed.dataset.confirmText || "", (box) => [
      button(text("textClose"), "btn-line", () => box.close()),
      button(pressed.dataset.confirmButton || pressed.textContent.trim(), "btn-primary", () => {
        pressed.dataset.confirmed = "yes";
        box.close();
        pressed.click();
        delete pressed.dataset.confirmed;
      }),
    ]);
  }

  function loginDialog() {
    if (document.querySelector("dialog[open]")) return;
    dialog(text("textLogin"), text("textLoginWhy"), (box) => {
      const link = document.createElement("a");
      link.className = "btn btn-primary";
      link.target = "_blank";
      link.href = text("loginUrl");
      link.textContent = text("textLoginGo");
      link.addEventListener("click", () => box.close());
      return [button(text("textClose"), "btn-line", () => box.close()), link];
    });
  }

  /* The part's new heading or first error gets the focus; otherwise the browser keeps it. */
  function focusAfterSwap(root) {
    if (!(root instanceof Element)) return;
    const wrong = root.querySelector(".is-invalid:is(input, select, textarea), .segmented.is-invalid input");
    const target = wrong || (root.matches("[data-focus]") ? root : root.querySelector("[data-focus], [autofocus]"));
    if (target) target.focus();
  }

  async function copy(pressed) {
    const source = document.querySelector(pressed.dataset.copy);
    if (!source) return;
    await navigator.clipboard.writeText((source.value || source.textContent).trim());
    say(text("textCopied"));
    const label = pressed.lastChild;
    const before = label.textContent;
    label.textContent = " " + text("textCopied");
    setTimeout(() => (label.textContent = before), 2000);
  }

  document.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-confirm]");
    if (asked && !asked.dataset.confirmed) {
      const form = asked.form;
      if (form && !form.noValidate && !form.checkValidity()) return;
      event.preventDefault();
      event.stopPropagation();
      confirmFirst(asked);
      return;
    }
    const copied = event.target.closest("[data-copy]");
    if (copied) copy(copied);
    if (event.target.closest("[data-print]")) window.print();
    all("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    all("details[data-menu][open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-selection]");
    if (!box) return;
    if (event.target.matches("[data-select-all]")) {
      all('.pick input[type="checkbox"]', box).forEach((tick) => (tick.checked = event.target.checked));
    }
    countSelection(box);
    const count = box.querySelector("[data-selected-count]");
    if (count && count.parentElement) say(count.parentElement.textContent.trim());
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.target === "_blank" || form.method === "get") return;
    const pressed = event.submitter;
    setTimeout(() => pressed && !form.hasAttribute("hx-post") && pressed.classList.add("is-busy"));
    setTimeout(() => pressed && pressed.classList.remove("is-busy"), 8000);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    prepare(event.detail.target);
  });
  document.addEventListener("htmx:load", (event) => {
    prepare(event.detail.elt);
    focusAfterSwap(event.detail.elt);
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) loginDialog();
    else dialog(text("textFailed"), "", (box) => [button("OK", "btn-primary", () => box.close())]);
  });
  document.addEventListener("htmx:sendError", () => {
    dialog(text("textOffline"), "", (box) => [button("OK", "btn-primary", () => box.close())]);
  });
  window.addEventListener("pageshow", () => all(".btn.is-busy").forEach((made) => made.classList.remove("is-busy")));

  window.portal = { say, loginDialog };
  prepare(document);
})();
