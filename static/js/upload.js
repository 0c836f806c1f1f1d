/* A file on its way: how much of it has been sent, and a way to stop. Without script, without a
   file (pasted words), or when the server says something unexpected, the form is sent as any other. */
(function () {
  "use strict";

  var form = document.querySelector("form[data-upload]");
  if (!form || !window.FormData || !("upload" in new XMLHttpRequest())) return;
  var box = form.querySelector("[data-upload-box]");
  var bar = box.querySelector("progress");
  var line = box.querySelector("[data-upload-line]");
  var spoken = box.querySelector("[data-upload-spoken]");
  var stop = box.querySelector("[data-upload-stop]");
  var input = form.querySelector('input[type="file"]');
  var button = form.querySelector('button[type="submit"]');
  var words = form.dataset;
  var label = button.textContent;
  var running = null;

  function size(bytes) {
    if (bytes >= 1048576) return (bytes / 1048576).toFixed(1) + " MB";
    return Math.max(1, Math.round(bytes / 1024)) + " KB";
  }

  function say(text) {
    if (spoken.textContent !== text) spoken.textContent = text;
  }

  function busy(on) {
    box.hidden = false;
    bar.hidden = stop.hidden = line.hidden = !on;
    button.textContent = on ? words.uploadBusy : label;
    if (on) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }

  function over(text) {
    running = null;
    busy(false);
    say(text);
  }

  function moved(event) {
    if (!event.lengthComputable) return;
    var percent = Math.floor((100 * event.loaded) / event.total);
    bar.value = percent;
    line.textContent = percent + "% (" + size(event.loaded) + " / " + size(event.total) + ")";
    stop.hidden = percent === 100; /* all of it is there: nothing is left to stop */
    say(percent < 100 ? words.uploadBusy : words.uploadSent);
  }

  /* What stops the form is shown above it; the chosen file stays chosen. */
  function refused(html) {
    var told = new DOMParser().parseFromString(html, "text/html").querySelector(".error-sum");
    if (!told) return false;
    var old = form.querySelector(".error-sum");
    var place = form.querySelector("[data-files-form]");
    if (old) old.remove();
    place.parentNode.insertBefore(document.importNode(told, true), place);
    over("");
    box.hidden = true;
    form.querySelector(".error-sum").focus();
    return true;
  }

  function answered(request) {
    var kind = request.getResponseHeader("Content-Type") || "";
    if (request.status === 200 && kind.indexOf("application/json") === 0) {
      say(words.uploadDone);
      window.location.assign(JSON.parse(request.responseText).url);
    } else if (request.status !== 400 || !refused(request.responseText)) {
      HTMLFormElement.prototype.submit.call(form);
    }
  }

  function send() {
    var request = new XMLHttpRequest();
    running = request;
    bar.value = 0;
    line.textContent = "0%";
    busy(true);
    say(words.uploadBusy);
    request.upload.addEventListener("progress", moved);
    request.addEventListener("load", function () { answered(request); });
    request.addEventListener("error", function () { over(words.uploadBroken); });
    request.addEventListener("abort", function () { over(words.uploadStopped); });
    request.open("POST", form.action || window.location.href);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.send(new FormData(form));
  }

  form.addEventListener("submit", function (event) {
    if (event.defaultPrevented || !input || !input.files.length) return;
    event.preventDefault();
    if (running) return;
    if (input.files[0].size > Number(words.uploadMost)) {
      over(words.uploadLarge);
      return;
    }
    send();
  });
  stop.addEventListener("click", function () { if (running) running.abort(); });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && running) over("");
  });
})();
