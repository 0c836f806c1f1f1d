/* The before/after slider: the range input moves the handle. */
(function () {
  "use strict";

  document.querySelectorAll("[data-slider]").forEach(function (slider) {
    var at = slider.parentNode.querySelector("[data-slider-at]");
    if (!at) return;
    function move() {
      slider.style.setProperty("--at", at.value + "%");
    }
    at.addEventListener("input", move);
    slider.addEventListener("pointerdown", function (event) {
      function follow(moved) {
        var box = slider.getBoundingClientRect();
        at.value = Math.round(((moved.clientX - box.left) / box.width) * 100);
        move();
      }
      follow(event);
      slider.setPointerCapture(event.pointerId);
      slider.addEventListener("pointermove", follow);
      slider.addEventListener("pointerup", function () {
        slider.removeEventListener("pointermove", follow);
      }, { once: true });
      event.preventDefault();
    });
    move();
  });
})();
