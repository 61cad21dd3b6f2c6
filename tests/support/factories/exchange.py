"""Packed files."""

import factory
from django.utils import timezone

from apps.exchange.models import Download, DownloadPiece
from tests.support.factories.profiles import AthleteFactory


class DownloadFactory(factory.django.DjangoModelFactory):
    """One that is ready, in one piece."""

    class Meta:
        model = Download
        skip_postgeneration_save = True

    athlete = factory.SubFactory(AthleteFactory)
    language = "en"
    size = 3
    created_at = factory.LazyFunction(timezone.now)
    piece = factory.RelatedFactory(
        "tests.support.factories.exchange.DownloadPieceFactory", factory_related_name="download"
    )


class DownloadPieceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DownloadPiece

    number = 0
    content = b"ZIP"
