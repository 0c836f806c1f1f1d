/* Names and sizes of the chosen files, so a person sees what will be sent. */
(function () {
  "use strict";

  function size(bytes) {
    if (bytes >= 1048576) return (bytes / 1048576).toFixed(1) + " MB";
    return Math.max(1, Math.round(bytes / 1024)) + " KB";
  }

  document.querySelectorAll("[data-files]").forEach(function (box) {
    var input = box.querySelector('input[type="file"]');
    var list = box.querySelector("[data-files-list]");
    input.addEventListener("change", function () {
      list.textContent = "";
      Array.prototype.forEach.call(input.files, function (file) {
        var row = document.createElement("li");
        var name = document.createElement("span");
        var much = document.createElement("span");
        name.textContent = file.name;
        much.textContent = size(file.size);
        much.className = "size";
        row.appendChild(name);
        row.appendChild(much);
        list.appendChild(row);
      });
    });
  });
})();
