from django.urls import path

from issues.views import exports, imports

app_name = "imports"
urlpatterns = [
    path("", imports.imports, name="list"),
    path("template/<slug:kind>.xlsx", exports.template, name="template"),
    path("upload/", imports.upload, name="upload"),
    path("<int:pk>/", imports.preview, name="preview"),
    path("<int:pk>/answer/<slug:what>/", imports.answer, name="answer"),
    path("<int:pk>/confirm/", imports.confirm, name="confirm"),
    path("<int:pk>/undo/", imports.undo, name="undo"),
    path("<int:pk>/receipt/", imports.receipt, name="receipt"),
]
