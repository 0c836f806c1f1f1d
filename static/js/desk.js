/* Petition desk: J and K turn the petitions, A accepts the suggestion shown. Links and forms do the work. */
(function () {
  "use strict";

  function typing(target) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    var key = event.key.toLowerCase();
    if (["a", "j", "k"].indexOf(key) < 0) return;
    var act = document.querySelector('[data-key="' + key + '"]');
    if (!act) return;
    event.preventDefault();
    act.click();
  });

  var now = document.querySelector(".pet[data-now]");
  var pane = now && now.closest(".pane-body");
  if (pane && now.offsetTop > pane.clientHeight - 120) pane.scrollTop = now.offsetTop - 72;
})();
