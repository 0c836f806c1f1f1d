/* Pop-overs are <details>: this adds Esc, the click outside, focus return; and "/" for the search. */
(function () {
  "use strict";

  function openPops() {
    return Array.prototype.slice.call(document.querySelectorAll("details[data-pop][open]"));
  }

  document.addEventListener("click", function (event) {
    openPops().forEach(function (pop) {
      if (!pop.contains(event.target)) pop.open = false;
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      openPops().forEach(function (pop) {
        pop.open = false;
        pop.querySelector("summary").focus();
      });
      if (location.hash === "#menu") {
        location.hash = "main";
        document.querySelector(".topbar-menu").focus();
      }
      return;
    }
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    var search = document.querySelector('[data-hotkey="/"]');
    if (search && search.offsetParent !== null) {
      event.preventDefault();
      search.focus();
    }
  });
})();
