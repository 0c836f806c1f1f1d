/* Every form: one submit per press, a question before unsaved words are left, focus on the errors.
   A form whose answer is a download leaves the page standing, so it may be sent again after a while.
   data-guard on a form: ask before leaving with changes. data-print on a button: print. */
(function () {
  "use strict";

  var leaving = false;
  var words = { sent: document.documentElement.lang === "en" ? "Sending…" : "正在提交…" };

  function release(form) {
    form.removeAttribute("data-sent");
    form.querySelectorAll('[aria-disabled="true"][data-words]').forEach(function (button) {
      button.removeAttribute("aria-disabled");
      if (button.hasAttribute("data-busy")) button.textContent = button.dataset.words;
    });
  }

  function markSent(form, submitter) {
    form.setAttribute("data-sent", "");
    setTimeout(function () { release(form); }, 15000);
    if (submitter) {
      submitter.setAttribute("aria-disabled", "true");
      submitter.setAttribute("data-words", submitter.textContent);
      if (submitter.hasAttribute("data-busy")) submitter.textContent = submitter.dataset.busy || words.sent;
    }
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    leaving = true;
    var submitter = event.submitter || document.activeElement;
    markSent(form, submitter && submitter.form === form ? submitter : null);
  });

  /* Back from the next page: the form may be sent again. */
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    leaving = false;
    document.querySelectorAll("form[data-sent]").forEach(release);
  });

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-guard")) form.setAttribute("data-changed", "");
  });

  window.addEventListener("beforeunload", function (event) {
    if (leaving || !document.querySelector("form[data-guard][data-changed]")) return;
    event.preventDefault();
    event.returnValue = "";
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-print]");
    if (button) {
      event.preventDefault();
      window.print();
    }
    var leave = event.target.closest('[aria-disabled="true"]');
    if (leave) event.preventDefault();
  });

  var first = document.querySelector("[data-focus]");
  if (first) first.focus();
})();
