// Shows the schema with Swagger UI; the session's CSRF token goes with calls tried out here.
"use strict";

window.addEventListener("load", function () {
  var box = document.getElementById("swagger-ui");
  window.SwaggerUIBundle({
    dom_id: "#swagger-ui",
    url: box.getAttribute("data-schema"),
    deepLinking: true,
    docExpansion: "none",
    validatorUrl: null,
    requestInterceptor: function (request) {
      if (request.method !== "GET" && new URL(request.url, location.href).origin === location.origin) {
        request.headers["X-CSRFToken"] = box.getAttribute("data-csrf");
      }
      return request;
    },
  });
});
