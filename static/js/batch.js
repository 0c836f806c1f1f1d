/* Ticking rows: counts them, wakes the batch buttons, ticks the page. Without script the buttons stay awake. */
(function () {
  "use strict";

  document.querySelectorAll("form[data-batch]").forEach(function (form) {
    var all = form.querySelector("[data-batch-all]");
    if (!all) return;
    var boxes = Array.prototype.slice.call(form.querySelectorAll("[data-batch-one]"));
    var acts = form.querySelectorAll("[data-batch-act]");
    var clear = form.querySelector("[data-batch-clear]");

    function show() {
      var picked = boxes.filter(function (box) { return box.checked; });
      boxes.forEach(function (box) {
        box.closest("tr").classList.toggle("is-picked", box.checked);
      });
      acts.forEach(function (act) { act.disabled = picked.length === 0; });
      form.querySelector(".toolrow").classList.toggle("is-on", picked.length > 0);
      form.querySelector("[data-batch-none]").hidden = picked.length > 0;
      form.querySelector("[data-batch-some]").hidden = picked.length === 0;
      form.querySelector("[data-batch-count]").textContent = picked.length;
      clear.hidden = picked.length === 0;
      all.checked = picked.length === boxes.length;
      all.indeterminate = picked.length > 0 && picked.length < boxes.length;
    }

    all.addEventListener("change", function () {
      boxes.forEach(function (box) { box.checked = all.checked; });
      show();
    });
    clear.addEventListener("click", function () {
      boxes.forEach(function (box) { box.checked = false; });
      show();
      all.focus();
    });
    form.addEventListener("change", show);
    window.addEventListener("pageshow", show);
    show();
  });
})();
