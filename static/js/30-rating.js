/* The rating screen: the live cell of the matrix, filling the seven values, Ctrl+Enter. Without it the form works as well. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-rating]");
  if (!form) return;
  const box = form.querySelector("[data-matrix]");
  const verdict = box && box.querySelector("[data-matrix-verdict]");
  const sum = form.querySelector("[data-values-sum]");
  const chosen = (name) => (form.querySelector('input[name="' + name + '"]:checked') || {}).value || "";
  const values = () => Array.from(form.querySelectorAll('input[name^="value_"]:checked'));

  function showCell() {
    if (!box) return; /* a drop-out: the evaluator chooses, no cell decides */
    const key = chosen("result_rating") + "-" + chosen("behaviour_rating");
    box.className = "matrix-box";
    verdict.textContent = verdict.dataset.none;
    box.querySelectorAll("[data-cell]").forEach((cell) => {
      const live = cell.dataset.cell === key;
      cell.classList.toggle("is-live", live);
      if (!live) return;
      verdict.textContent = cell.dataset.label;
      box.classList.add("tone-" + cell.dataset.tone);
    });
  }

  function showSum() {
    const count = { above: 0, as: 0, below: 0 };
    values().forEach((radio) => (count[radio.value] += 1));
    const words = sum.dataset.text.replace("{above}", count.above).replace("{as}", count.as).replace("{below}", count.below);
    sum.textContent = (values().length ? words + " " : "") + sum.dataset.textEnd;
  }

  function fill(rating) {
    form.querySelectorAll('input[name^="value_"][value="' + rating + '"]').forEach((radio) => (radio.checked = true));
    form.dispatchEvent(new Event("change", { bubbles: true }));
    showSum();
  }

  form.addEventListener("change", () => {
    showCell();
    showSum();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill-values]");
    if (button) fill(button.dataset.fillValues);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  showCell();
  showSum();
  setTimeout(showCell);
  /* After a refused save the first thing missing gets the focus. */
  const wrong = form.querySelector(".segmented.is-invalid input, .form-control.is-invalid");
  if (wrong) wrong.focus();
})();
