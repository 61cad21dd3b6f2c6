from django.urls import path

from . import views

app_name = "exchange"

urlpatterns = [
    path("", views.data, name="data"),
    path("import/", views.import_create, name="import_create"),
    path("import/<uuid:pk>/", views.import_detail, name="import_detail"),
    path("import/<uuid:pk>/accept/", views.import_accept, name="import_accept"),
    path("import/<uuid:pk>/discard/", views.import_discard, name="import_discard"),
    path("import/<uuid:pk>/resume/", views.import_resume, name="import_resume"),
    path("import/<uuid:pk>/undo/", views.import_undo, name="import_undo"),
    path("export.csv", views.export_csv, name="export_csv"),
    path("export-strong.csv", views.export_strong, name="export_strong"),
    path("export-hevy.csv", views.export_hevy, name="export_hevy"),
    path("everything/", views.download_everything, name="download_everything"),
    path("everything/<uuid:pk>/", views.download_detail, name="download_detail"),
    path("everything/<uuid:pk>/file/", views.download_file, name="download_file"),
    path("everything/<uuid:pk>/resume/", views.download_resume, name="download_resume"),
    path("everything/<uuid:pk>/discard/", views.download_discard, name="download_discard"),
    path("example.csv", views.example_csv, name="example_csv"),
]
