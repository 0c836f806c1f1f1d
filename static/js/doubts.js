/* Import preview: J and K turn the doubts, Enter confirms the open one, and the sentence in
   question is brought into sight in both panes. The links and forms do the work. */
(function () {
  "use strict";

  function typing(target) {
    return /^(INPUT|TEXTAREA|SELECT|BUTTON|SUMMARY|A)$/.test(target.tagName) && target.type !== "checkbox";
  }

  function bring(selector) {
    var spot = document.querySelector(selector);
    var pane = spot && spot.closest(".pane-body");
    if (!pane || pane.scrollHeight <= pane.clientHeight) return;
    pane.scrollTop += spot.getBoundingClientRect().top - pane.getBoundingClientRect().top - 72;
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    var key = event.key.toLowerCase();
    var link = document.querySelector('[data-key="' + (key === "j" || key === "k" ? key : "none") + '"]');
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
    var confirm = document.querySelector("[data-doubt-confirm]");
    if (event.key === "Enter" && confirm && event.target.type !== "checkbox") {
      event.preventDefault();
      confirm.click();
    }
  });

  /* The question with its buttons stands whole above the dock; its row's head stays if both fit. */
  function whole(selector) {
    var box = document.querySelector(selector);
    var pane = box && box.closest(".pane-body");
    if (!pane || pane.scrollHeight <= pane.clientHeight) return;
    var below = box.getBoundingClientRect().bottom + 12 - pane.getBoundingClientRect().bottom;
    if (below > 0) pane.scrollTop += below;
  }

  bring(".entry.now");
  whole("[data-doubt-form]");
  bring("mark[data-now]");
})();
