"""The addresses of the pages."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.generic import RedirectView

from cauce.web.views import cases, entrance, problems, tasks

urlpatterns = [
    path("", RedirectView.as_view(url="/bandeja")),
    path("entrar", entrance.enter),
    path("salir", entrance.leave),
    path("preferencias", entrance.prefer),
    path("bandeja", tasks.show_inbox),
    path("tareas/<str:task>", tasks.show_task),
    path("tareas/<str:task>/completar", tasks.complete),
    path("tareas/<str:task>/formulario", tasks.look_at_form),
    re_path(r"^tareas/(?P<task>[^/]+)/(?P<verb>tomar|devolver|esperar|reanudar)$", tasks.act),
    path("casos", cases.show_cases),
    path("casos/<str:key>", cases.show_case),
    path("casos/<str:key>/camino/<uuid:process>", cases.show_path),
    path("casos/<str:key>/documentos/<uuid:document>/<int:number>", cases.show_document),
]
handler400 = problems.bad
handler403 = problems.forbidden
handler404 = problems.not_found
handler500 = problems.broken
