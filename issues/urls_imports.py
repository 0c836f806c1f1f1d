from django.urls import path

from issues.views import exports, exports_lists, imports, unwanted, uploads
from issues.views.amendments import offer

app_name = "imports"
urlpatterns = [
    path("", uploads.imports, name="list"),
    path("list.xlsx", exports_lists.import_list, name="list_file"),
    path("template/<slug:kind>.xlsx", exports.template, name="template"),
    path("upload/", uploads.upload, name="upload"),
    path("<int:pk>/", imports.preview, name="preview"),
    path("<int:pk>/answer/<slug:what>/", imports.answer, name="answer"),
    path("<int:pk>/amend/", offer.offer, name="amend"),
    path("<int:pk>/confirm/", imports.confirm, name="confirm"),
    path("<int:pk>/undo/", imports.undo, name="undo"),
    path("<int:pk>/discard/", unwanted.discard, name="discard"),
    path("<int:pk>/restore/", unwanted.restore, name="restore"),
    path("<int:pk>/again/", unwanted.again, name="again"),
    path("<int:pk>/recall/", unwanted.recall, name="recall"),
    path("<int:pk>/marked.xlsx", unwanted.marked, name="marked"),
    path("<int:pk>/receipt/", imports.receipt, name="receipt"),
]
