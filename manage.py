#!/usr/bin/env python
"""Entry for every management command."""

import os
import sys

WITHOUT_DATABASE = ("phrase", "read")
"""Commands that touch no database and no secret: they run on any machine, set up or not."""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rectify.settings")
    if sys.argv[1:2] and sys.argv[1] in WITHOUT_DATABASE:
        os.environ.setdefault("RECTIFY_PROFILE", "local")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
