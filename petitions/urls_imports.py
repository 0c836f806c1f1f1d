from django.urls import path

from petitions.views import imports, unwanted

app_name = "petition_imports"
urlpatterns = [
    path("new/", imports.upload, name="upload"),
    path("<int:pk>/", imports.preview, name="preview"),
    path("<int:pk>/answer/<slug:what>/", imports.answer, name="answer"),
    path("<int:pk>/confirm/", imports.confirm, name="confirm"),
    path("<int:pk>/undo/", imports.undo, name="undo"),
    path("<int:pk>/discard/", unwanted.discard, name="discard"),
    path("<int:pk>/restore/", unwanted.restore, name="restore"),
    path("<int:pk>/again/", unwanted.again, name="again"),
    path("<int:pk>/recall/", unwanted.recall, name="recall"),
    path("<int:pk>/marked.xlsx", unwanted.marked, name="marked"),
    path("<int:pk>/receipt/", imports.receipt, name="receipt"),
]
