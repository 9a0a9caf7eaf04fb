"""The summary as slides for a steering meeting."""

from ybiyri_tui.reports.summary.forms.slides.deck import report_slides

__all__ = ["report_slides"]
