/* Acceptance: a reason is asked for 否 and 不适用, the sign button waits for what is missing and
   says so (to give back, an opinion is enough), photo pairs are turned one by one. Without script all stands open; the server checks. */
(function () {
  "use strict";

  var english = document.documentElement.lang === "en";

  function words(unanswered, reasonless, verdict) {
    var parts = [];
    if (english) {
      if (unanswered) parts.push(unanswered + " unanswered");
      if (reasonless) parts.push(reasonless + " without a reason");
      if (!verdict) parts.push("no verdict");
      return parts.length ? parts.join(", ") : "On signing, what you saw is sealed";
    }
    if (unanswered) parts.push("还有 " + unanswered + " 项未答");
    if (reasonless) parts.push(reasonless + " 处缺理由");
    if (!verdict) parts.push("未选结论");
    return parts.length ? parts.join("、") + "，补齐后可签署" : "签署后所见内容封存";
  }

  function backWords(opinion) {
    if (opinion) return words(0, 0, true);
    return english ? "say why in the opinion" : "请在意见里写明原因，写明后可签署";
  }

  function watch(form) {
    var questions = Array.prototype.slice.call(form.querySelectorAll("[data-question]"));
    var sign = document.querySelector("[data-sign]");
    var missing = document.querySelector("[data-missing]");
    var answered = form.querySelector("[data-answered]");

    function verdict() {
      return Array.prototype.filter.call(form.elements, function (field) {
        return field.name === "verdict" && field.checked;
      })[0];
    }

    function show() {
      var done = 0;
      var reasonless = 0;
      questions.forEach(function (question) {
        var chosen = question.querySelector("input[type=radio]:checked");
        var box = question.querySelector("[data-reason]");
        var reason = box.querySelector("input");
        var asked = Boolean(chosen) && chosen.value !== "yes";
        var empty = asked && !reason.value.trim();
        if (chosen) done += 1;
        if (empty) reasonless += 1;
        box.hidden = !asked;
        box.classList.toggle("field-error", empty);
        box.querySelector("[data-reason-error]").hidden = !empty;
        if (empty) reason.setAttribute("aria-invalid", "true");
        else reason.removeAttribute("aria-invalid");
      });
      var chosenVerdict = verdict();
      var back = Boolean(chosenVerdict) && chosenVerdict.value !== "approve";
      var opinion = form.elements.opinion.value.trim();
      var open = questions.length - done + reasonless > 0 || !chosenVerdict;
      if (back) open = !opinion;
      if (answered) answered.textContent = done;
      if (missing) {
        missing.textContent = back
          ? backWords(opinion)
          : words(questions.length - done, reasonless, chosenVerdict);
      }
      if (sign && !form.hasAttribute("data-sent")) {
        if (open) sign.setAttribute("aria-disabled", "true");
        else sign.removeAttribute("aria-disabled");
      }
    }

    form.addEventListener("input", show);
    document.addEventListener("change", function (event) {
      if (event.target.form === form || event.target === form) show();
    });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && event.target.tagName === "INPUT") event.preventDefault();
    });
    show();
  }

  function turn(section) {
    var pairs = section.querySelectorAll("[data-pair]");
    var tools = section.querySelector("[data-pair-tools]");
    var at = 0;
    if (pairs.length < 2) return;
    function show() {
      pairs.forEach(function (pair, i) { pair.hidden = i !== at; });
    }
    tools.hidden = false;
    tools.addEventListener("click", function (event) {
      var button = event.target.closest("[data-pair-step]");
      if (!button) return;
      at = (at + Number(button.dataset.pairStep) + pairs.length) % pairs.length;
      show();
    });
    show();
  }

  document.querySelectorAll("form[data-tests]").forEach(watch);
  document.querySelectorAll("[data-pairs]").forEach(turn);
})();
