"""The detector: is one side really weaker? Pure functions over values.

``assessment.assess_pattern`` is the front door; it reads ``sets.LoggedSet`` and returns
``assessment.PatternAssessment`` (a ``verdicts.Finding``, the ``observations``, the
exclusions, the ``trend`` and a ``state.FilterState`` to resume from). Every threshold is in
``policy.DetectorPolicy``. docs/detector.md explains the whole in plain words.
"""
