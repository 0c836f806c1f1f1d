/* Nothing typed is lost: a form with data-draft keeps its words in this browser, and with
   data-draft-url on the server every 10 s. Files and passwords are never kept. The draft goes away
   when the form has been taken (the next page is another one) or the person signs out; pages marked
   data-keep-drafts (sign-in, second factor, errors) stand between and decide nothing. */
(function () {
  "use strict";

  var english = document.documentElement.lang === "en";
  var PREFIX = "draft:";
  var KEEP = 14 * 24 * 3600 * 1000;

  function store() {
    try { return window.localStorage; } catch (error) { return null; }
  }

  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && ["file", "password", "hidden", "submit", "button"].indexOf(field.type) < 0;
    });
  }

  function read(form) {
    return fields(form).map(function (field) {
      var ticked = field.type === "checkbox" || field.type === "radio";
      return [field.name, ticked ? field.value : "", ticked ? field.checked : field.value];
    });
  }

  function fill(form, saved) {
    fields(form).forEach(function (field) {
      var ticked = field.type === "checkbox" || field.type === "radio";
      saved.forEach(function (entry) {
        if (entry[0] !== field.name) return;
        if (ticked && entry[1] === field.value) field.checked = entry[2];
        if (!ticked) field.value = entry[2];
      });
    });
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function clock() {
    var now = new Date();
    return ("0" + now.getHours()).slice(-2) + ":" + ("0" + now.getMinutes()).slice(-2);
  }

  function keep(form, kept) {
    var box = store();
    var key = PREFIX + form.dataset.draft;
    var note = form.querySelector("[data-draft-note]");
    var first = JSON.stringify(read(form));
    var sent = first;
    var timer = null;

    function say(words) { if (note) note.textContent = words; }

    function save() {
      var now = JSON.stringify(read(form));
      if (!box || now === first) return;
      try {
        box.setItem(key, JSON.stringify({ at: Date.now(), fields: read(form) }));
        say((english ? "Draft kept in this browser " : "草稿已保存在本机 ") + clock());
      } catch (error) {
        say(english ? "This browser cannot keep drafts" : "本机不能保存草稿，请及时提交");
      }
    }

    function upload() {
      var now = JSON.stringify(read(form));
      if (now === sent || !navigator.onLine) return;
      var body = new FormData();
      new FormData(form).forEach(function (value, name) {
        if (typeof value === "string") body.append(name, value);
      });
      fetch(form.dataset.draftUrl, { method: "POST", body: body, credentials: "same-origin" })
        .then(function (answer) {
          if (!answer.ok) return;
          sent = now;
          say((english ? "Draft saved " : "草稿已保存 ") + clock());
        })
        .catch(function () { /* no signal: the browser's own draft holds */ });
    }

    if (kept && !form.querySelector(".error-sum")) {
      fill(form, kept.fields);
      form.setAttribute("data-changed", "");
      say(english ? "Your earlier draft is back" : "已恢复上次未提交的草稿");
    }
    form.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(save, 800);
    });
    form.addEventListener("submit", function () {
      save();
      if (box) box.setItem(PREFIX + "sent", key);
    });
    if (form.dataset.draftUrl) setInterval(upload, 10000);
  }

  function settle(box, forms) {
    var sent = box.getItem(PREFIX + "sent");
    if (!sent || document.querySelector("[data-keep-drafts]")) return;
    box.removeItem(PREFIX + "sent");
    var back = forms.some(function (form) { return PREFIX + form.dataset.draft === sent; });
    if (!back) box.removeItem(sent);
  }

  function sweep(box) {
    Object.keys(box).forEach(function (key) {
      if (key.indexOf(PREFIX) !== 0 || key === PREFIX + "sent") return;
      var kept = null;
      try { kept = JSON.parse(box.getItem(key)); } catch (error) { /* not ours to read: drop it */ }
      if (!kept || Date.now() - kept.at > KEEP) box.removeItem(key);
    });
  }

  function copyPrevious(button) {
    var target = document.getElementById(button.dataset.copyPrevious);
    button.hidden = false;
    button.addEventListener("click", function () {
      target.value = button.parentNode.querySelector("[data-previous]").innerText;
      target.dispatchEvent(new Event("input", { bubbles: true }));
      target.focus();
    });
  }

  var forms = Array.prototype.slice.call(document.querySelectorAll("form[data-draft]"));
  var box = store();
  if (box) {
    sweep(box);
    settle(box, forms);
  }
  forms.forEach(function (form) {
    var raw = box && box.getItem(PREFIX + form.dataset.draft);
    keep(form, raw ? JSON.parse(raw) : null);
  });
  document.querySelectorAll("[data-copy-previous]").forEach(copyPrevious);
  document.addEventListener("click", function (event) {
    if (!box || !event.target.closest('[data-drafts="clear"]')) return;
    Object.keys(box).forEach(function (key) {
      if (key.indexOf(PREFIX) === 0) box.removeItem(key);
    });
  });
})();
