"""Rectify (督察整改跟踪): what both nouns stand on, and what stands on both."""

from rectify.celery import app as celery_app

__all__ = ["celery_app"]
