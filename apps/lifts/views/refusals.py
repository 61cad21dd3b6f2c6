"""What a change that could not be made is answered with."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.htmx import redirect_to
from apps.core.requests import AthleteRequest
from apps.lifts import services
from apps.lifts.forms import problem_words


def answering_refusals(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view leave refused operations to be explained here."""

    @wraps(view)
    def answered(request: AthleteRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except services.UnknownEntity as missing:
            raise Http404 from missing
        except services.OperationKeyReused:
            return _refused(request, _("That was saved already, with other values."), 409)
        except services.InvalidOperation as invalid:
            words = " ".join(problem_words(problem) for problem in invalid.problems.values())
            return _refused(request, words, 422)

    return answered


def _refused(request: AthleteRequest, text: str, status: int) -> HttpResponse:
    if not request.htmx:
        messages.warning(request, text)
        return redirect_to(request, reverse("lifts:log_plain"))
    news = {"levelset:toast": {"text": text, "tone": "warn"}}
    headers = {"HX-Trigger": json.dumps(news), "HX-Reswap": "none"}
    return HttpResponse(status=status, headers=headers)
